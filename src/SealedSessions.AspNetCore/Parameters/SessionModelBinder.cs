using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore;

/// <summary>Gives an action or page the session of the request, and nothing that the client has sent.</summary>
internal sealed class SessionModelBinder(Type type) : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var http = bindingContext.HttpContext;
        var source = http.RequestServices.GetServices<SessionSource>().FirstOrDefault(each => each.Type == type)
            ?? throw new InvalidOperationException($"No cookie carries a session for {type.GenericTypeArguments[0].Name}. Register it with AddSealedCookie or AddSessionCookie.");

        var session = source.Find(http);
        if (session is null && !IsOptional(bindingContext))
        {
            throw new NoSessionException();
        }

        if (session is not null)
        {
            bindingContext.ValidationState[session] = new ValidationStateEntry { SuppressValidation = true };
        }

        bindingContext.Result = ModelBindingResult.Success(session);
        return Task.CompletedTask;
    }

    private bool IsOptional(ModelBindingContext context)
    {
        var metadata = context.ModelMetadata;
        if (metadata.ParameterName is not { } name)
        {
            return !metadata.IsRequired;
        }

        var parameters = Parameters(context.ActionContext.ActionDescriptor)
            .Where(parameter => parameter.Name == name && parameter.ParameterType == type)
            .OfType<IParameterInfoParameterDescriptor>()
            .ToArray();
        return parameters.Length > 0 && parameters.All(parameter => SessionParameter.IsOptional(parameter.ParameterInfo));
    }

    private static IEnumerable<ParameterDescriptor> Parameters(ActionDescriptor action) =>
        action is CompiledPageActionDescriptor page ? page.HandlerMethods.SelectMany(handler => handler.Parameters) : action.Parameters;
}
