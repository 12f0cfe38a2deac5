using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>Adds a claim to the user of each request, as the framework's documentation shows it.</summary>
internal sealed class Transformation : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        principal.AddIdentity(new ClaimsIdentity([new Claim("role", "transformed")]));
        return Task.FromResult(principal);
    }
}
