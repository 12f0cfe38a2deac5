using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace SealedSessions.AspNetCore;

/// <summary>What an endpoint that takes a session gets.</summary>
internal static class SessionParameter
{
    private static readonly bool KnowsNullability =
        !AppContext.TryGetSwitch("System.Reflection.NullabilityInfoContext.IsSupported", out var isSupported) || isSupported;

    /// <summary>
    /// The session for a minimal API, whose binding asks the container: null only where the handler's parameter may be null. The framework
    /// bears that with [FromServices] alone.
    /// </summary>
    public static RevalidatedSession<TClaims> Of<TClaims>(HttpContext? http, RevalidatedSession<TClaims>? session)
    {
        if (session is not null)
        {
            return session;
        }

        var parameters = http?.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>()?.GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(RevalidatedSession<TClaims>)).ToArray() ?? [];
        return parameters.Length > 0 && parameters.All(parameter => IsOptional(parameter) && parameter.GetCustomAttributes(inherit: false).Any(attribute => attribute is IFromServiceMetadata)) ? null! : throw new NoSessionException();
    }

    public static bool IsOptional(ParameterInfo parameter) =>
        parameter.HasDefaultValue || (KnowsNullability && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable);
}
