using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SealedSessions.AspNetCore;

/// <summary>Finds the binder for sessions, with or without an attribute on the parameter.</summary>
internal sealed class SessionModelBinders : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(RevalidatedSession<>)
            ? new SessionModelBinder(type)
            : null;
}
