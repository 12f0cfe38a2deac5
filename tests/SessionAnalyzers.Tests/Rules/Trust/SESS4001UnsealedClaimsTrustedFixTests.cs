using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Trust.SESS4001UnsealedClaimsTrusted,
    SessionAnalyzers.Rules.Trust.SESS4001UnsealedClaimsTrustedFix>;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>Where the runtime has unsealed a session, the fix revalidates it before the first decision. Each row goes through LF, CRLF, tabs and fix-all.</summary>
public sealed class SESS4001UnsealedClaimsTrustedFixTests
{
    private const string Opened = """
        var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
        if (!unsealed.Succeeded)
        {
            return Results.Unauthorized();
        }


        """;

    private const string Guarded = """
        var revalidated = await manager.RevalidateAsync(unsealed.Session);
        if (!revalidated.Succeeded)
        {
            return Results.Unauthorized();
        }


        """;

    /// <summary>What follows the unsealing, before and after.</summary>
    public static TheoryData<string, string> Decisions => new()
    {
        {
            """
            if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """,
            Guarded + """
            if (revalidated.Session.Claims.IsAdmin)
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """
        },
        {
            """
            // Only administrators.
            if (!unsealed.Session.UnverifiedClaims.[|IsAdmin|])
            {
                return Results.Forbid();
            }

            await orders.DeleteAllAsync(unsealed.Session.UnverifiedSubject);
            return Results.Text(unsealed.Session.UnverifiedClaims.DisplayName);
            """,
            Guarded + """
            // Only administrators.
            if (!revalidated.Session.Claims.IsAdmin)
            {
                return Results.Forbid();
            }

            await orders.DeleteAllAsync(revalidated.Session.Subject);
            return Results.Text(revalidated.Session.Claims.DisplayName);
            """
        },
        {
            """
            var claims = unsealed.Session.UnverifiedClaims;
            logger.LogDebug("{Theme}", claims.Theme);
            if (claims.[|Role|] != "admin")
            {
                return Results.Forbid();
            }

            return Results.Ok(await reports.PayrollAsync());
            """,
            Guarded + """
            var claims = revalidated.Session.Claims;
            logger.LogDebug("{Theme}", claims.Theme);
            if (claims.Role != "admin")
            {
                return Results.Forbid();
            }

            return Results.Ok(await reports.PayrollAsync());
            """
        },
        {
            """
            logger.LogDebug("{Subject}", unsealed.Session.UnverifiedSubject);
            return Results.Ok(await orders.[|ListAsync|](unsealed.Session.UnverifiedSubject));
            """,
            """
            logger.LogDebug("{Subject}", unsealed.Session.UnverifiedSubject);
            
            """ + Guarded + """
            return Results.Ok(await orders.ListAsync(revalidated.Session.Subject));
            """
        },
        {
            """
            var subject = unsealed.Session.UnverifiedSubject;
            return Results.Ok(await db.Orders.[|Where|](order => order.OwnerId == subject).ToListAsync());
            """,
            Guarded + """
            var subject = revalidated.Session.Subject;
            return Results.Ok(await db.Orders.Where(order => order.OwnerId == subject).ToListAsync());
            """
        },
        {
            """
            if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
            {
                return Results.Ok(await db.Orders.Where(order => order.OwnerId == unsealed.Session.UnverifiedSubject).ToListAsync());
            }

            return Results.Forbid();
            """,
            Guarded + """
            if (revalidated.Session.Claims.IsAdmin)
            {
                return Results.Ok(await db.Orders.Where(order => order.OwnerId == revalidated.Session.Subject).ToListAsync());
            }

            return Results.Forbid();
            """
        },
        {
            """
            var identity = new [|ClaimsIdentity|]([new Claim("sub", unsealed.Session.UnverifiedSubject)], "Sealed");
            ctx.User = new ClaimsPrincipal(identity);
            return Results.Ok();
            """,
            Guarded + """
            var identity = new ClaimsIdentity([new Claim("sub", revalidated.Session.Subject)], "Sealed");
            ctx.User = new ClaimsPrincipal(identity);
            return Results.Ok();
            """
        },
        {
            """
            var (_, userId, _, isAdmin, _, _, _, _, _, _, _) = unsealed.Session.UnverifiedClaims;
            if ([|isAdmin|])
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok(userId);
            """,
            Guarded + """
            var (_, userId, _, isAdmin, _, _, _, _, _, _, _) = revalidated.Session.Claims;
            if (isAdmin)
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok(userId);
            """
        },
        {
            """
            if (unsealed.Session is { UnverifiedClaims.[|IsAdmin|]: true })
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """,
            Guarded + """
            if (revalidated.Session is { Claims.IsAdmin: true })
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """
        },
        {
            """
            var session = unsealed.Session;
            return session.UnverifiedClaims.[|Role|] switch
            {
                "admin" => Results.Ok(await reports.PayrollAsync()),
                _ => Results.Forbid(),
            };
            """,
            """
            var session = unsealed.Session;
            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                return Results.Unauthorized();
            }

            return revalidated.Session.Claims.Role switch
            {
                "admin" => Results.Ok(await reports.PayrollAsync()),
                _ => Results.Forbid(),
            };
            """
        },
        {
            """
            foreach (var order in await orders.ListAsync("all"))
            {
                if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
                {
                    await orders.DeleteAsync(order.Id);
                }
            }

            return Results.Ok();
            """,
            Guarded + """
            foreach (var order in await orders.ListAsync("all"))
            {
                if (revalidated.Session.Claims.IsAdmin)
                {
                    await orders.DeleteAsync(order.Id);
                }
            }

            return Results.Ok();
            """
        },
        {
            """
            while (id > 0)
            {
                if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
                {
                    await orders.DeleteAsync(id);
                }

                id--;
            }

            return Results.Ok();
            """,
            """
            while (id > 0)
            {
                var revalidated = await manager.RevalidateAsync(unsealed.Session);
                if (!revalidated.Succeeded)
                {
                    return Results.Unauthorized();
                }

                if (revalidated.Session.Claims.IsAdmin)
                {
                    await orders.DeleteAsync(id);
                }

                id--;
            }

            return Results.Ok();
            """
        },
        {
            """
            if (id > 0)
                await orders.[|DeleteAllAsync|](unsealed.Session.UnverifiedClaims.UserId);
            return Results.Ok();
            """,
            """
            if (id > 0)
            {
                var revalidated = await manager.RevalidateAsync(unsealed.Session);
                if (!revalidated.Succeeded)
                {
                    return Results.Unauthorized();
                }

                await orders.DeleteAllAsync(revalidated.Session.Claims.UserId);
            }
            return Results.Ok();
            """
        },
        {
            """
            if (id == 0)
            {
                return Results.NotFound();
            }
            else if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """,
            Guarded + """
            if (id == 0)
            {
                return Results.NotFound();
            }
            else if (revalidated.Session.Claims.IsAdmin)
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """
        },
        {
            """
            var revalidated = id;
            if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
            {
                await orders.DeleteAsync(revalidated);
            }

            return Results.Ok();
            """,
            """
            var revalidated = id;
            var revalidated2 = await manager.RevalidateAsync(unsealed.Session);
            if (!revalidated2.Succeeded)
            {
                return Results.Unauthorized();
            }

            if (revalidated2.Session.Claims.IsAdmin)
            {
                await orders.DeleteAsync(revalidated);
            }

            return Results.Ok();
            """
        },
        {
            """
            if (![|MayDelete|](unsealed.Session))
            {
                return Results.Forbid();
            }

            await orders.DeleteAsync(id);
            return Results.NoContent();

            static bool MayDelete(UnsealedSession<Session> session) => session.UnverifiedClaims.IsAdmin;
            """,
            Guarded + """
            if (!MayDelete(unsealed.Session))
            {
                return Results.Forbid();
            }

            await orders.DeleteAsync(id);
            return Results.NoContent();

            static bool MayDelete(UnsealedSession<Session> session) => session.UnverifiedClaims.IsAdmin;
            """
        },
    };

    /// <summary>A whole body before and after: other ways to unseal, other failures.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        {
            """
            if (sealer.Unseal(ctx.Request.Cookies["session"]).Session is not { } session)
            {
                logger.LogInformation("No session");
                return Results.Redirect("/login");
            }

            if (session.UnverifiedClaims.[|IsAdmin|])
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """,
            """
            if (sealer.Unseal(ctx.Request.Cookies["session"]).Session is not { } session)
            {
                logger.LogInformation("No session");
                return Results.Redirect("/login");
            }

            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                return Results.Redirect("/login");
            }

            if (revalidated.Session.Claims.IsAdmin)
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """
        },
        {
            """
            var session = manager.Unseal(ctx.Request.Cookies["session"]).Session;
            if (session is null) throw new UnauthorizedAccessException();
            await payments.[|RefundAsync|](session.UnverifiedClaims.UserId, 10m);
            return Results.NoContent();
            """,
            """
            var session = manager.Unseal(ctx.Request.Cookies["session"]).Session;
            if (session is null) throw new UnauthorizedAccessException();
            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                throw new UnauthorizedAccessException();
            }

            await payments.RefundAsync(revalidated.Session.Claims.UserId, 10m);
            return Results.NoContent();
            """
        },
        {
            """
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (unsealed.Succeeded)
            {
                if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
                {
                    await orders.DeleteAsync(id);
                }
            }

            return Results.Ok();
            """,
            """
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (unsealed.Succeeded)
            {
                var revalidated = await manager.RevalidateAsync(unsealed.Session);
                if (!revalidated.Succeeded)
                {
                    return Results.Unauthorized();
                }

                if (revalidated.Session.Claims.IsAdmin)
                {
                    await orders.DeleteAsync(id);
                }
            }

            return Results.Ok();
            """
        },
        {
            """
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (!unsealed.Succeeded)
            {
                return Results.Problem(unsealed.Status.ToString());
            }

            if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """,
            """
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (!unsealed.Succeeded)
            {
                return Results.Problem(unsealed.Status.ToString());
            }

            var revalidated = await manager.RevalidateAsync(unsealed.Session);
            if (!revalidated.Succeeded)
            {
                return Results.Unauthorized();
            }

            if (revalidated.Session.Claims.IsAdmin)
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """
        },
        {
            """
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (unsealed.Status != UnsealStatus.Success)
            {
                return Results.StatusCode(401);
            }

            if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """,
            """
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (unsealed.Status != UnsealStatus.Success)
            {
                return Results.StatusCode(401);
            }

            var revalidated = await manager.RevalidateAsync(unsealed.Session);
            if (!revalidated.Succeeded)
            {
                return Results.StatusCode(401);
            }

            if (revalidated.Session.Claims.IsAdmin)
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """
        },
        {
            """
            switch (manager.Unseal(ctx.Request.Cookies["session"]))
            {
                case { Succeeded: true, Session: var session }:
                    if (session!.UnverifiedClaims.[|IsAdmin|])
                    {
                        await orders.DeleteAsync(id);
                    }

                    return Results.Ok();
                default:
                    return Results.Unauthorized();
            }
            """,
            """
            switch (manager.Unseal(ctx.Request.Cookies["session"]))
            {
                case { Succeeded: true, Session: var session }:
                    var revalidated = await manager.RevalidateAsync(session!);
                    if (!revalidated.Succeeded)
                    {
                        return Results.Unauthorized();
                    }

                    if (revalidated.Session.Claims.IsAdmin)
                    {
                        await orders.DeleteAsync(id);
                    }

                    return Results.Ok();
                default:
                    return Results.Unauthorized();
            }
            """
        },
        {
            """
            foreach (var token in ctx.Request.Headers["X-Session"])
            {
                var unsealed = manager.Unseal(token);
                if (!unsealed.Succeeded)
                {
                    continue;
                }

                if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
                {
                    await orders.DeleteAsync(id);
                }
            }

            return Results.Ok();
            """,
            """
            foreach (var token in ctx.Request.Headers["X-Session"])
            {
                var unsealed = manager.Unseal(token);
                if (!unsealed.Succeeded)
                {
                    continue;
                }

                var revalidated = await manager.RevalidateAsync(unsealed.Session);
                if (!revalidated.Succeeded)
                {
                    continue;
                }

                if (revalidated.Session.Claims.IsAdmin)
                {
                    await orders.DeleteAsync(id);
                }
            }

            return Results.Ok();
            """
        },
        {
            """var unsealed = manager.Unseal(ctx.Request.Cookies["session"]); if (!unsealed.Succeeded) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """var unsealed = manager.Unseal(ctx.Request.Cookies["session"]); if (!unsealed.Succeeded) { return Results.Unauthorized(); } var revalidated = await manager.RevalidateAsync(unsealed.Session); if (!revalidated.Succeeded) { return Results.Unauthorized(); } if (revalidated.Session.Claims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();"""
        },
    };

    /// <summary>Bodies of an endpoint in which no place is right, or no way to say no is known.</summary>
    [Theory]
    [InlineData("""var session = manager.Unseal(ctx.Request.Query["session"]).Session; if (session?.UnverifiedClaims.[|IsAdmin|] == true) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var unsealed = manager.Unseal(ctx.Request.Cookies["session"]); return unsealed is { Session: { } session } && session.UnverifiedClaims.[|IsAdmin|] ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid();""")]
    [InlineData("""var unsealed = manager.Unseal(ctx.Request.Cookies["session"]); if (unsealed.Succeeded && unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var unsealed = manager.Unseal(ctx.Request.Cookies["session"]); if (!unsealed.Succeeded) { return Results.Unauthorized(); } if (id > 0) { if (!(await manager.RevalidateAsync(unsealed.Session)).Succeeded) { return Results.Unauthorized(); } } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var unsealed = manager.Unseal(ctx.Request.Cookies["session"]); if (!unsealed.Succeeded) { return Results.Unauthorized(); } lock (orders) { if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { orders.Delete(id); } } return Results.Ok();""")]
    [InlineData("""var unsealed = manager.Unseal(ctx.Request.Cookies["session"]); var other = manager.Unseal(ctx.Request.Cookies["old-session"]); if (!unsealed.Succeeded || !other.Succeeded) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var session = manager.Unseal(ctx.Request.Cookies["session"]).Session; if (session is null) { session = backup; } if (session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!; if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    public Task NoPlaceForRevalidation_IsNotOffered(string body) => VerifyAsync(Endpoint(body), Endpoint(body));

    [Theory]
    [MemberData(nameof(Decisions))]
    public Task Decision_IsRevalidatedBefore(string body, string mended) => VerifyAsync(Endpoint(Opened + body), Endpoint(Opened + mended));

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task Body_IsRevalidatedInItsOwnWay(string body, string mended) => VerifyAsync(Endpoint(body), Endpoint(mended));

    /// <summary>Members of a class: from what they are to what they become.</summary>
    [Theory]
    [InlineData(
        """
        IResult Delete(HttpContext ctx, int id)
        {
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (!unsealed.Succeeded)
            {
                return Results.Unauthorized();
            }

            if (unsealed.Session.UnverifiedClaims.[|IsAdmin|])
            {
                orders.Delete(id);
            }

            return Results.Ok();
        }
        """,
        """
        async Task<IResult> Delete(HttpContext ctx, int id)
        {
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (!unsealed.Succeeded)
            {
                return Results.Unauthorized();
            }

            var revalidated = await manager.RevalidateAsync(unsealed.Session);
            if (!revalidated.Succeeded)
            {
                return Results.Unauthorized();
            }

            if (revalidated.Session.Claims.IsAdmin)
            {
                orders.Delete(id);
            }

            return Results.Ok();
        }
        """)]
    [InlineData(
        """
        private bool TryDelete(UnsealedSession<Session> session, int id)
        {
            if (!session.UnverifiedClaims.[|IsAdmin|])
            {
                return false;
            }

            orders.Delete(id);
            return true;
        }

        public async Task<IResult> Handle(UnsealResult<Session> opened, int id)
        {
            if (!opened.Succeeded)
            {
                return Results.Unauthorized();
            }

            logger.LogDebug("Deleting");
            return TryDelete(backup, id).ToString().Length > 4 ? Results.Forbid() : Results.Ok();
        }
        """,
        """
        private async Task<bool> TryDelete(UnsealedSession<Session> session, int id)
        {
            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                return false;
            }

            if (!revalidated.Session.Claims.IsAdmin)
            {
                return false;
            }

            orders.Delete(id);
            return true;
        }

        public async Task<IResult> Handle(UnsealResult<Session> opened, int id)
        {
            if (!opened.Succeeded)
            {
                return Results.Unauthorized();
            }

            logger.LogDebug("Deleting");
            return (await TryDelete(backup, id)).ToString().Length > 4 ? Results.Forbid() : Results.Ok();
        }
        """)]
    [InlineData(
        """
        private string? Report(UnsealedSession<Session> session)
        {
            if (session.UnverifiedClaims.[|Role|] != "admin")
            {
                orders.Delete(1);
            }

            return "report";
        }
        """,
        """
        private async Task<string?> Report(UnsealedSession<Session> session)
        {
            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                return null;
            }

            if (revalidated.Session.Claims.Role != "admin")
            {
                orders.Delete(1);
            }

            return "report";
        }
        """)]
    [InlineData(
        """
        void Clean(string token, int id)
        {
            var unsealed = manager.Unseal(token);
            if (unsealed.Session is not { } session)
            {
                return;
            }

            if (session.UnverifiedClaims.[|IsAdmin|])
            {
                orders.Delete(id);
            }
        }

        void CleanAll(string token)
        {
            Clean(token, 1);
            Clean(token, 2);
        }
        """,
        """
        async Task Clean(string token, int id)
        {
            var unsealed = manager.Unseal(token);
            if (unsealed.Session is not { } session)
            {
                return;
            }

            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                return;
            }

            if (revalidated.Session.Claims.IsAdmin)
            {
                orders.Delete(id);
            }
        }

        async Task CleanAll(string token)
        {
            await Clean(token, 1);
            await Clean(token, 2);
        }
        """)]
    [InlineData(
        """
        private bool TryDelete(UnsealedSession<Session> session, int id)
        {
            if (!session.UnverifiedClaims.[|IsAdmin|])
            {
                return false;
            }

            orders.Delete(id);
            return true;
        }

        private IResult Delete(HttpContext ctx, int id)
        {
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (!unsealed.Succeeded)
            {
                return Results.Unauthorized();
            }

            if (unsealed.Session.UnverifiedClaims.[|Role|] == "guest" || !TryDelete(unsealed.Session, id))
            {
                return Results.Forbid();
            }

            return Results.Ok();
        }
        """,
        """
        private async Task<bool> TryDelete(UnsealedSession<Session> session, int id)
        {
            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                return false;
            }

            if (!revalidated.Session.Claims.IsAdmin)
            {
                return false;
            }

            orders.Delete(id);
            return true;
        }

        private async Task<IResult> Delete(HttpContext ctx, int id)
        {
            var unsealed = manager.Unseal(ctx.Request.Cookies["session"]);
            if (!unsealed.Succeeded)
            {
                return Results.Unauthorized();
            }

            var revalidated = await manager.RevalidateAsync(unsealed.Session);
            if (!revalidated.Succeeded)
            {
                return Results.Unauthorized();
            }

            if (revalidated.Session.Claims.Role == "guest" || !await TryDelete(unsealed.Session, id))
            {
                return Results.Forbid();
            }

            return Results.Ok();
        }
        """)]
    [InlineData(
        """
        public async Task<IResult> Handle(HttpContext ctx, int id)
        {
            await Task.Yield();
            return Delete() ? Results.Ok() : Results.Forbid();

            bool Delete()
            {
                var session = manager.Unseal(ctx.Request.Cookies["session"]).Session;
                if (session == null)
                {
                    return false;
                }

                if (session.UnverifiedClaims.[|IsAdmin|])
                {
                    orders.Delete(id);
                }

                return true;
            }
        }
        """,
        """
        public async Task<IResult> Handle(HttpContext ctx, int id)
        {
            await Task.Yield();
            return await Delete() ? Results.Ok() : Results.Forbid();

            async Task<bool> Delete()
            {
                var session = manager.Unseal(ctx.Request.Cookies["session"]).Session;
                if (session == null)
                {
                    return false;
                }

                var revalidated = await manager.RevalidateAsync(session);
                if (!revalidated.Succeeded)
                {
                    return false;
                }

                if (revalidated.Session.Claims.IsAdmin)
                {
                    orders.Delete(id);
                }

                return true;
            }
        }
        """)]
    [InlineData(
        """
        public async Task<string?> First(HttpContext ctx)
        {
            if (!TryRead(ctx, out var session))
            {
                return null;
            }

            return session.UnverifiedClaims.[|Role|] == "admin" ? await reports.PayrollAsync() : null;
        }

        public async Task Second(UnsealedSession<Session> session, int id)
        {
            if (id == 0)
            {
                throw new ArgumentOutOfRangeException(nameof(id));
            }

            await orders.[|DeleteAllAsync|](session.UnverifiedSubject);
        }

        private bool TryRead(HttpContext ctx, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out UnsealedSession<Session>? session)
        {
            session = sealer.Unseal(ctx.Request.Cookies["session"]).Session;
            return session is not null;
        }
        """,
        """
        public async Task<string?> First(HttpContext ctx)
        {
            if (!TryRead(ctx, out var session))
            {
                return null;
            }

            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                return null;
            }

            return revalidated.Session.Claims.Role == "admin" ? await reports.PayrollAsync() : null;
        }

        public async Task Second(UnsealedSession<Session> session, int id)
        {
            if (id == 0)
            {
                throw new ArgumentOutOfRangeException(nameof(id));
            }

            await orders.[|DeleteAllAsync|](session.UnverifiedSubject);
        }

        private bool TryRead(HttpContext ctx, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out UnsealedSession<Session>? session)
        {
            session = sealer.Unseal(ctx.Request.Cookies["session"]).Session;
            return session is not null;
        }
        """)]
    public Task Member_IsMadeAsync(string members, string mended) => VerifyAsync(Class(members), Class(mended));

    /// <summary>Members that cannot await, or whose callers cannot.</summary>
    [Theory]
    [InlineData("""bool TryDelete(UnsealedSession<Session> session, out int left) { left = 0; if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } orders.Delete(1); return true; }""")]
    [InlineData("""bool TryDelete(UnsealedSession<Session> session, ref int left) { if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } orders.Delete(left); return true; }""")]
    [InlineData("""IEnumerable<int> Deleted(UnsealedSession<Session> session) { if (session is null) { yield break; } if (session.UnverifiedClaims.[|IsAdmin|]) { orders.Delete(1); yield return 1; } }""")]
    [InlineData("""async IAsyncEnumerable<int> Deleted(UnsealedSession<Session> session) { if (session is null) { yield break; } if (session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(1); yield return 1; } }""")]
    [InlineData("""protected virtual bool TryDelete(UnsealedSession<Session> session) { if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } orders.Delete(1); return true; }""")]
    [InlineData("""bool TryDelete(UnsealedSession<Session> session) { if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } orders.Delete(1); return true; } bool Deleted => TryDelete(backup);""")]
    [InlineData("""bool TryDelete(UnsealedSession<Session> session) { if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } orders.Delete(1); return true; } Func<UnsealedSession<Session>, bool> Deletes() => TryDelete;""")]
    [InlineData("""Func<UnsealedSession<Session>, bool> Deletes() => session => { if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } orders.Delete(1); return true; };""")]
    [InlineData("""Task<bool> TryDelete(UnsealedSession<Session> session) { if (!session.UnverifiedClaims.[|IsAdmin|]) { return Task.FromResult(false); } orders.Delete(1); return Task.FromResult(true); }""")]
    [InlineData("""bool IsBlocked(UnsealedSession<Session> session) { if (!session.UnverifiedClaims.[|IsAdmin|]) { orders.Delete(1); } return true; }""")]
    [InlineData("""void Delete(UnsealedSession<Session> session) { if (session.UnverifiedClaims.[|IsAdmin|]) { orders.Delete(1); } }""")]
    [InlineData("""static bool TryDelete(UnsealedSession<Session> session, IOrders all) { if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } all.Delete(1); return true; }""")]
    [InlineData("""bool TryDelete(UnsealedSession<Session> session, Span<int> ids) { if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } orders.Delete(ids[0]); return true; }""")]
    [InlineData("""int Deleted(UnsealedSession<Session> session) { if (session.UnverifiedClaims.[|IsAdmin|]) { orders.Delete(1); } return 1; }""")]
    public Task MemberThatCannotAwait_IsNotOffered(string members) => VerifyAsync(Class(members), Class(members));

    [Fact]
    public Task CallerInOtherFile_IsNotOffered()
    {
        var source = Class("""public bool TryDelete(UnsealedSession<Session> session) { if (!session.UnverifiedClaims.[|IsAdmin|]) { return false; } orders.Delete(1); return true; }""");
        var test = SealedShopProgram.InShop(new Verify.Test { TestCode = source }, withRuntime: true);
        test.TestState.Sources.Add("""class Caller { bool Call(SealedEndpoints endpoints, SealedSessions.UnsealedSession<Session> session) => endpoints.[|TryDelete|](session); }""");
        return test.RunAsync();
    }

    /// <summary>A lambda that is any delegate to its caller may return a task.</summary>
    [Fact]
    public Task Endpoint_IsMadeAsync() => VerifyAsync(
        """
        using SealedSessions;

        class Routes
        {
            void Map(WebApplication app)
            {
                app.MapDelete("/orders/{id:int}", (HttpContext http, SessionManager<Session> sessions, IOrders orders, int id) =>
                {
                    if (sessions.Unseal(http.Request.Cookies["session"]).Session is not { } session)
                    {
                        return Results.Challenge();
                    }

                    if (!session.UnverifiedClaims.[|IsAdmin|])
                    {
                        return Results.Forbid();
                    }

                    orders.Delete(id);
                    return Results.NoContent();
                });
            }
        }
        """,
        """
        using SealedSessions;

        class Routes
        {
            void Map(WebApplication app)
            {
                app.MapDelete("/orders/{id:int}", async (HttpContext http, SessionManager<Session> sessions, IOrders orders, int id) =>
                {
                    if (sessions.Unseal(http.Request.Cookies["session"]).Session is not { } session)
                    {
                        return Results.Challenge();
                    }

                    var revalidated = await sessions.RevalidateAsync(session);
                    if (!revalidated.Succeeded)
                    {
                        return Results.Challenge();
                    }

                    if (!revalidated.Session.Claims.IsAdmin)
                    {
                        return Results.Forbid();
                    }

                    orders.Delete(id);
                    return Results.NoContent();
                });
            }
        }
        """);

    [Fact]
    public Task Action_IsMadeAsync() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        using SealedSessions;

        public class OrdersController : ControllerBase
        {
            private readonly SessionManager<Session> _manager;
            private readonly ISessionRevalidator<Session> _revalidator;
            private readonly IOrders _orders;

            public OrdersController(SessionManager<Session> manager, ISessionRevalidator<Session> revalidator, IOrders orders) =>
                (_manager, _revalidator, _orders) = (manager, revalidator, orders);

            [HttpDelete("{id:int}")]
            public IActionResult Delete(int id)
            {
                var unsealed = _manager.Unseal(Request.Cookies["session"]);
                if (unsealed.Succeeded)
                {
                    if (!unsealed.Session.UnverifiedClaims.[|IsAdmin|])
                    {
                        return Forbid();
                    }

                    _orders.Delete(id);
                }

                return NoContent();
            }
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;
        using SealedSessions;

        public class OrdersController : ControllerBase
        {
            private readonly SessionManager<Session> _manager;
            private readonly ISessionRevalidator<Session> _revalidator;
            private readonly IOrders _orders;

            public OrdersController(SessionManager<Session> manager, ISessionRevalidator<Session> revalidator, IOrders orders) =>
                (_manager, _revalidator, _orders) = (manager, revalidator, orders);

            [HttpDelete("{id:int}")]
            public async Task<IActionResult> Delete(int id)
            {
                var unsealed = _manager.Unseal(Request.Cookies["session"]);
                if (unsealed.Succeeded)
                {
                    var revalidated = await _manager.RevalidateAsync(unsealed.Session);
                    if (!revalidated.Succeeded)
                    {
                        return Unauthorized();
                    }

                    if (!revalidated.Session.Claims.IsAdmin)
                    {
                        return Forbid();
                    }

                    _orders.Delete(id);
                }

                return NoContent();
            }
        }
        """);

    /// <summary>Without nullable types, what the statement reads in any case is there.</summary>
    [Theory]
    [InlineData("if (", "", true)]
    [InlineData("if (id > 0 && ", "", false)]
    public Task ObliviousCode_IsRevalidatedWhereItReadsAnyway(string start, string end, bool isOffered)
    {
        var source = "#nullable disable\n" + Endpoint($$"""
            var session = manager.Unseal(ctx.Request.Cookies["session"]).Session;
            {{start}}session.UnverifiedClaims.[|IsAdmin|]{{end}})
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """);
        var mended = "#nullable disable\n" + Endpoint($$"""
            var session = manager.Unseal(ctx.Request.Cookies["session"]).Session;
            var revalidated = await manager.RevalidateAsync(session);
            if (!revalidated.Succeeded)
            {
                return Results.Unauthorized();
            }

            {{start}}revalidated.Session.Claims.IsAdmin{{end}})
            {
                await orders.DeleteAsync(id);
            }

            return Results.Ok();
            """);
        return VerifyAsync(source, isOffered ? mended : source);
    }

    private static Task VerifyAsync(string source, string mended)
    {
        var test = SealedShopProgram.InShop(new Verify.Test { TestCode = source }, withRuntime: true);
        if (mended != source)
        {
            test.FixedCode = mended;
            test.FixedState.Sources.AddRange(test.TestState.Sources.Skip(1));
        }

        return test.RunAsync();
    }

    private static string Endpoint(string body) => Class("public async Task<IResult> Handle(HttpContext ctx, int id)\n{\n" + Indented(body) + "\n}");

    private static string Class(string members) => $$"""
        using SealedSessions;

        class SealedEndpoints(
            SessionSealer<Session> sealer, SessionManager<Session> manager, IDataProtector protector, UnsealedSession<Session> backup,
            IOrders orders, IReports reports, IPayments payments, AppDbContext db, ILogger<SealedEndpoints> logger)
        {
        {{Indented(members)}}
        }
        """;

    private static string Indented(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Length == 0 ? line : "    " + line));
}
