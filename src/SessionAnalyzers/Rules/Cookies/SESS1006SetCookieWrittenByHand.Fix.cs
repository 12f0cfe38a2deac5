using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;
using SessionAnalyzers.Knowledge;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1006SetCookieWrittenByHandFix))]
internal sealed class SESS1006SetCookieWrittenByHandFix() : SessionFix("SESS1006")
{
    private const string Append = "SESS1006.Append";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        var place = finding.Anchor;
        if (Header(place.Node) is not var (response, header)
            || place.Node.DescendantTrivia().Any(trivia => trivia.IsDirective || (Layout.HasComment(SyntaxFactory.TriviaList(trivia)) && place.Node.Span.Contains(trivia.Span)))
            || (place.Node.Parent is not ExpressionStatementSyntax && Body.FunctionOf(place.Node, place.Model) is null)
            || Options(place.Model.GetTypeInfo(response).Type) is not { } options
            || SetCookieText.Of(header, place.Model) is not { } cookie
            || cookie.Value.Literal?.IndexOfAny(['%', '"']) >= 0)
        {
            yield break;
        }

        var plan = new Plan(Append);
        if (Members(place, cookie, options, plan) is { } members)
        {
            var value = Unescaped(cookie.Value, place.Model);
            plan.Add(new ReplaceExpression(
                place.Document.Id,
                place.Node,
                $"{response}.Cookies.Append({cookie.Name.Code}, {value}, new {plan.Type(place, options)} {{ {string.Join(", ", members)} }})"));
            yield return plan.Offer("Use Response.Cookies.Append");
        }
    }

    /// <summary>The response and the text, in <c>response.Headers["Set-Cookie"] = text</c> and its other spellings.</summary>
    private static (ExpressionSyntax Response, ExpressionSyntax Header)? Header(SyntaxNode write)
    {
        var (headers, header) = write switch
        {
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } assignment => (element.Expression, assignment.Right),
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax member } assignment => (member.Expression, assignment.Right),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member, ArgumentList.Arguments: [_, { NameColon: null } text] } => (member.Expression, text.Expression),
            _ => default,
        };
        return headers is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers" } access ? (access.Expression, header) : null;
    }

    /// <summary>The options type that a response's cookies are appended with.</summary>
    private static INamedTypeSymbol? Options(ITypeSymbol? response) =>
        MemberPath.Resolve(response, "Cookies")?.Type.GetMembers("Append").OfType<IMethodSymbol>()
            .Select(static method => method.Parameters is [{ Type.SpecialType: SpecialType.System_String }, { Type.SpecialType: SpecialType.System_String }, var options] ? options.Type : null)
            .OfType<INamedTypeSymbol>().FirstOrDefault();

    /// <summary>The attributes as members of the options, and the flags that are missing; null when one cannot be said so.</summary>
    private static List<string>? Members(Place place, SetCookieText cookie, INamedTypeSymbol options, Plan plan)
    {
        var members = new List<string>();
        var extensions = new List<string>();
        foreach (var (name, value) in cookie.Attributes)
        {
            var member = name switch
            {
                "path" => Text(CookieMembers.Path, value, place.Model),
                "domain" => Text(CookieMembers.Domain, value, place.Model),
                "max-age" => MaxAge(place, value, options, plan),
                "expires" => Expires(place, value, options, plan),
                "secure" => CookieMembers.Secure + " = true",
                "httponly" => CookieMembers.HttpOnly + " = true",
                "samesite" => SameSite(place, value, options, plan),
                _ => null,
            };
            if (member is not null)
            {
                members.Add(member);
            }
            else if (name is "partitioned" or "priority" && value.Literal is { } literal && MemberPath.Resolve(options, "Extensions") is not null)
            {
                extensions.Add(SymbolDisplay.FormatLiteral(literal.Length == 0 ? name : name + "=" + literal, quote: true));
            }
            else
            {
                return null;
            }
        }

        foreach (var missing in new[] { SafeCookie.Secure, SafeCookie.HttpOnly, SafeCookie.SameSite })
        {
            if (!cookie.Attributes.Any(attribute => string.Equals(attribute.Name, missing.Member, StringComparison.OrdinalIgnoreCase)))
            {
                if (MemberPath.Resolve(options, missing.Member) is not { } property || plan.Value(place, missing.Member, property, missing) is not { } safe)
                {
                    return null;
                }

                members.Add(missing.Member + " = " + safe);
            }
        }

        if (extensions.Count > 0)
        {
            members.Add($"Extensions = {{ {string.Join(", ", extensions)} }}");
        }

        return members;
    }

    private static string? Text(string member, HeaderText value, SemanticModel model) =>
        value.Literal is not null || (value.Expression is { } expression && model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_String)
            ? member + " = " + value.Code
            : null;

    private static string? SameSite(Place place, HeaderText value, INamedTypeSymbol options, Plan plan) =>
        MemberPath.Resolve(options, CookieMembers.SameSite)?.Type.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && string.Equals(field.Name, value.Literal, StringComparison.OrdinalIgnoreCase)) is { } field
            ? CookieMembers.SameSite + " = " + plan.Field(place, field)
            : null;

    private static string? MaxAge(Place place, HeaderText value, INamedTypeSymbol options, Plan plan)
    {
        var isNumber = value.Expression is { } expression
            ? place.Model.GetTypeInfo(expression).Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double
            : value.Literal is { } literal && long.TryParse(literal, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
        return isNumber && Struct(options, CookieMembers.MaxAge) is { } time
            ? $"{CookieMembers.MaxAge} = {plan.Type(place, time)}.FromSeconds({value.Expression?.ToString() ?? value.Literal})"
            : null;
    }

    private static string? Expires(Place place, HeaderText value, INamedTypeSymbol options, Plan plan)
    {
        if (Struct(options, CookieMembers.Expires) is not { } type)
        {
            return null;
        }

        if (value.Literal is { } literal)
        {
            return DateTimeOffset.TryParseExact(literal, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                && Struct(options, CookieMembers.MaxAge) is { } span
                ? $"{CookieMembers.Expires} = new {plan.Type(place, type)}({time.Year}, {time.Month}, {time.Day}, {time.Hour}, {time.Minute}, {time.Second}, {plan.Type(place, span)}.Zero)"
                : null;
        }

        // {expires:R}, or expires.ToString("R").
        var instant = value.Format is ":R" or ":r" ? value.FormattedExpression
            : value.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } member, ArgumentList.Arguments: [{ Expression: var format }, ..] }
                && place.Model.GetConstantValue(format).Value is "R" or "r" ? member.Expression
            : null;
        return instant is not null && SymbolEqualityComparer.Default.Equals(place.Model.GetTypeInfo(instant).Type, type) ? $"{CookieMembers.Expires} = {instant}" : null;
    }

    /// <summary>The type below the <c>?</c> of a member.</summary>
    private static INamedTypeSymbol? Struct(INamedTypeSymbol options, string member) =>
        MemberPath.Resolve(options, member)?.Type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol type] } ? type : null;

    /// <summary>The value as code; Append escapes it, so it need not be escaped before.</summary>
    private static string Unescaped(HeaderText value, SemanticModel model) =>
        value.Expression is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var raw }] } call
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "EscapeDataString", ContainingType.Name: "Uri" }
            ? raw.ToString()
            : value.Code;
}
