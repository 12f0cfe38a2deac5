using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>
/// A session with claims of the application's own, beside or instead of an authentication scheme: reads it once per request, revalidates it,
/// renews it, and writes the cookie with all that protects it. Endpoints take <see cref="RevalidatedSession{TClaims}"/> as a parameter.
/// </summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public sealed class SessionCookie<TClaims> : ISessionCookie
{
    private static readonly object EndedKey = new();

    private readonly SessionCookieOptions<TClaims> _options;
    private readonly SessionManager<TClaims> _manager;
    private readonly SessionBindingKind _requiredBinding;
    private readonly SealContext _context;
    private readonly ChunkingCookieManager _cookies = new();
    private readonly int _maxTokenLength;

    internal SessionCookie(SessionCookieOptions<TClaims> options, SessionManager<TClaims> manager, SessionBindingKind requiredBinding)
    {
        _options = options;
        _manager = manager;
        _requiredBinding = requiredBinding;
        _context = new SealContext(options.Audience, options.Name);
        _maxTokenLength = CookieSize.MaxTokenLength(options.Name!);
    }

    /// <summary>The session of a request, revalidated once; renewed where it is time. Sets a cookie only while the response has not begun.</summary>
    /// <param name="http">The request.</param>
    public async ValueTask<RevalidationResult<TClaims>> ReadAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.Features.Get<Read>() is { } known)
        {
            return known.Result;
        }

        var (token, isCookie) = Token(http);
        var client = token is null ? default : new RevalidationContext(await BindingAsync(http).ConfigureAwait(false), Client(http), http);
        var result = await _manager.OpenAsync(token, _context, client, http.RequestAborted).ConfigureAwait(false);
        http.Features.Set(new Read(result));

        if (isCookie && result.Succeeded && result.Session.NeedsReseal != ResealReasons.None && result.Session.Generation < uint.MaxValue && !http.Response.HasStarted)
        {
            var successor = await _manager.RenewAsync(result.Session, http.RequestAborted).ConfigureAwait(false);
            var session = result.Session;
            Check(successor);
            http.Response.OnStarting(() =>
            {
                // Signed out or in meanwhile: that cookie stays.
                if (!http.Items.ContainsKey((EndedKey, _options.Name)))
                {
                    Write(http, successor, session.ExpiresAt);
                }

                return Task.CompletedTask;
            });
        }

        return result;
    }

    /// <summary>Begins a session and ends the one that the request carries.</summary>
    /// <param name="http">The request.</param>
    /// <param name="session">The session; binding and client are read from the request where they are not given.</param>
    /// <returns>The token, for clients that take it from the response's body instead of the cookie.</returns>
    /// <exception cref="RevocationStoreUnavailableException">The store cannot be asked, and the choice is <see cref="StoreFailureMode.FailClosed"/>.</exception>
    /// <exception cref="SealedTokenTooLongException">The claims are too many for four cookies.</exception>
    public async ValueTask<SealedToken> SignInAsync(HttpContext http, NewSession<TClaims> session)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(session);
        var token = await _manager.StartAsync(
            session with { Binding = session.Binding ?? await BindingAsync(http).ConfigureAwait(false), Client = session.Client ?? Client(http) },
            _context,
            http.RequestAborted).ConfigureAwait(false);
        Check(token);
        await EndCurrentAsync(http).ConfigureAwait(false);
        Replace(http, token);
        return token;
    }

    /// <summary>The user has proved again who they are: a new session, authenticated now, with the same absolute end.</summary>
    /// <param name="http">The request.</param>
    /// <returns>The token.</returns>
    /// <exception cref="InvalidOperationException">The request carries no good session.</exception>
    public async ValueTask<SealedToken> StepUpAsync(HttpContext http)
    {
        var current = await ReadAsync(http).ConfigureAwait(false);
        if (!current.Succeeded)
        {
            throw new InvalidOperationException($"There is no good session to step up ({current.Status}). Sign in instead.");
        }

        var token = await _manager.StepUpAsync(current.Session, _context, cancellation: http.RequestAborted).ConfigureAwait(false);
        Replace(http, token);
        return token;
    }

    /// <summary>Gives the session that the request carries other claims: same id and same end. Of two requests that do so at the same time, the browser keeps the cookie that arrives last.</summary>
    /// <param name="http">The request.</param>
    /// <param name="claims">The claims from now on.</param>
    /// <returns>The token.</returns>
    /// <exception cref="InvalidOperationException">The request carries no good session.</exception>
    /// <exception cref="SealedTokenTooLongException">The claims are too many for four cookies.</exception>
    public async ValueTask<SealedToken> UpdateAsync(HttpContext http, TClaims claims)
    {
        var current = await ReadAsync(http).ConfigureAwait(false);
        if (!current.Succeeded)
        {
            throw new InvalidOperationException($"There is no good session to update ({current.Status}). Sign in instead.");
        }

        var token = _manager.Update(current.Session, claims);
        Check(token);
        Replace(http, token);
        return token;
    }

    /// <summary>Ends the session that the request carries and deletes the cookie. Final: nothing else in this request or a parallel one revives it.</summary>
    /// <param name="http">The request.</param>
    public async ValueTask SignOutAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        await EndCurrentAsync(http).ConfigureAwait(false);
        http.Features.Set(new Read(new RevalidationResult<TClaims>(RevalidationStatus.SessionRevoked)));
        _cookies.DeleteCookie(http, _options.Name!, Attributes(null));
        SealedCookieManager.KeepOutOfCaches(http);
    }

    async ValueTask ISessionCookie.ReadAsync(HttpContext http) => await ReadAsync(http).ConfigureAwait(false);

    /// <summary>The good session that was read before, for endpoints that take it as a parameter; null where there is none.</summary>
    internal static RevalidatedSession<TClaims>? Known(HttpContext http) => http.Features.Get<Read>() is { } known
        ? known.Result.Session
        : throw new InvalidOperationException($"The session for {typeof(TClaims).Name} has not been read. Call app.UseSealedSessions() before the endpoints.");

    private (string? Token, bool IsCookie) Token(HttpContext http)
    {
        if (_cookies.GetRequestCookie(http, _options.Name!) is { Length: > 0 } cookie)
        {
            return (cookie, true);
        }

        return (_options.HeaderName is { } header && http.Request.Headers[header].ToString() is { Length: > 0 } value ? value : null, false);
    }

    /// <summary>Ends the session that the request has brought and the one that it has begun.</summary>
    private async ValueTask EndCurrentAsync(HttpContext http)
    {
        http.Items[(EndedKey, _options.Name)] = true;
        var incoming = _manager.Sealer.Unseal(Token(http).Token, _context).Session;
        if (incoming is not null)
        {
            await _manager.EndAsync(incoming, CancellationToken.None).ConfigureAwait(false);
        }

        if (http.Features.Get<Read>()?.Result.Session is { } known && known.Id != incoming?.Id)
        {
            await _manager.EndAsync(known, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<SessionBinding?> BindingAsync(HttpContext http)
    {
        if (_options.ReadBinding is { } read)
        {
            return await read(http).ConfigureAwait(false);
        }

        return _requiredBinding == SessionBindingKind.ClientCertificate && await http.Connection.GetClientCertificateAsync(http.RequestAborted).ConfigureAwait(false) is { } certificate
            ? SessionBinding.ClientCertificate(certificate)
            : null;
    }

    private static ClientContext? Client(HttpContext http) => ClientContext.From(http.Request.Headers.UserAgent, http.Connection.RemoteIpAddress);

    /// <summary>Writes the cookie that stays, also where a renewal was to be written at the end of the request.</summary>
    private void Replace(HttpContext http, SealedToken token)
    {
        http.Items[(EndedKey, _options.Name)] = true;
        Write(http, token, token.ExpiresAt);
        http.Features.Set(new Read(_manager.Made(token, _context)));
    }

    private void Write(HttpContext http, SealedToken token, DateTimeOffset? expires)
    {
        Check(token);
        _cookies.AppendResponseCookie(http, _options.Name!, token.Value, Attributes(_options.IsPersistent ? expires : null));
        SealedCookieManager.KeepOutOfCaches(http);
    }

    private void Check(SealedToken token)
    {
        if (token.Value.Length > _maxTokenLength)
        {
            throw new SealedTokenTooLongException(token.Value.Length, _maxTokenLength, token.Value.Length * 3 / 4);
        }
    }

    private CookieOptions Attributes(DateTimeOffset? expires) => new()
    {
        Secure = true,
        HttpOnly = true,
        SameSite = _options.SameSite,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };

    private sealed record Read(RevalidationResult<TClaims> Result);
}
