using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace SealedSessions.AspNetCore;

/// <summary>Gives MVC actions and pages the session of the request without an attribute.</summary>
internal sealed class SessionParameterProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(RevalidatedSession<>)
            ? new ServicesModelBinder()
            : null;
}
