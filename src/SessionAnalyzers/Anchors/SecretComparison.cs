using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>Two texts or runs of bytes being compared in a way that ends at the first difference.</summary>
internal sealed class SecretComparison
{
    private readonly Anchor _anchor;
    private readonly Side _left;
    private readonly Side _right;

    private SecretComparison(Anchor anchor, Side left, Side right)
    {
        _anchor = anchor;
        _left = left;
        _right = right;
    }

    /// <summary>One side is what a message authentication code or a key derivation made, and the other is not nothing.</summary>
    public bool IsOfMac => _left.Origin.Has(Origin.Mac) || _right.Origin.Has(Origin.Mac);

    /// <summary>One side is what the client sent as its secret.</summary>
    public bool IsOfClientSecret => _left.IsClientSecret || _right.IsClientSecret;

    /// <summary>What the code calls the secret.</summary>
    public string DisplayName => new[] { _left, _right }.OrderBy(static side => side.IsClientSecret ? 0 : side.Origin.Has(Origin.Mac) ? 1 : 2).First().Name;

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, FixTarget.Of(FixKeys.Own, null, _left.Syntax, _right.Syntax), arguments);

    /// <summary>A comparison by <c>==</c> or <c>!=</c>.</summary>
    public static SecretComparison? OfOperator(Anchor anchor) =>
        anchor.Operation is IBinaryOperation { LeftOperand: var left, RightOperand: var right }
        && IsString(left) && IsString(right) && !IsQuery(anchor.Operation) && anchor.Seen is { Arguments: [var mine, var theirs] } seen
            ? Of(anchor, left, mine, right, theirs, seen.State)
            : null;

    /// <summary>A comparison by a method.</summary>
    public static SecretComparison? OfCall(Anchor anchor, ComparisonCall row)
    {
        if (anchor.Operation is not IInvocationOperation call)
        {
            return null;
        }

        var isStatic = call.Instance is null;
        var sides = call.Arguments.Where(static argument => IsCompared(argument.Value)).OrderBy(static argument => argument.Parameter?.Ordinal).ToList();
        var left = isStatic ? sides.FirstOrDefault()?.Value : row.Type == "System.StringComparer" ? sides.FirstOrDefault()?.Value : call.Instance;
        var right = left == call.Instance ? sides.FirstOrDefault() : sides.Skip(1).FirstOrDefault();
        if (left is null || right is null || !IsCompared(left)
            || (row.IsOfObjects && !(IsString(left) && IsString(right.Value))) || IsQuery(anchor.Operation) || anchor.Seen is not { } seen)
        {
            return null;
        }

        var mine = left == call.Instance ? seen.Receiver : seen.Arguments[sides[0].Parameter!.Ordinal];
        return Of(anchor, left, mine, right.Value, seen.Arguments[right.Parameter!.Ordinal], seen.State);
    }

    private static SecretComparison? Of(Anchor anchor, IOperation left, Value mine, IOperation right, Value theirs, FlowState state)
    {
        var (one, other) = (Side.Of(anchor, left, mine, state), Side.Of(anchor, right, theirs, state));
        return one.IsNothing || other.IsNothing ? null : new SecretComparison(anchor, one, other);
    }

    /// <summary>Of memory, an operator and object.Equals compare the reference and not what is in it.</summary>
    private static bool IsString(IOperation operand) =>
        operand.WalkDownImplicitConversion().Type is { SpecialType: SpecialType.System_String } or { Name: "StringValues" };

    private static bool IsCompared(IOperation operand) =>
        IsText(operand.WalkDownConversion(static conversion => conversion.IsImplicit && !IsText(conversion.Type)).Type);

    private static bool IsText(ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_String || KnownSymbols.IsBuffer(type) || type is { Name: "StringValues" }
        || type is INamedTypeSymbol { Name: "IEnumerable" or "ImmutableArray", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    /// <summary>An expression tree is not run here: a database compares.</summary>
    private static bool IsQuery(IOperation? operation)
    {
        for (; operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation { Parent: IConversionOperation { Type.Name: "Expression" } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of the two.</summary>
    private sealed record Side(SyntaxNode Syntax, string Name, Origin Origin, bool IsNothing)
    {
        public bool IsClientSecret => Origin.Has(Origin.Request) && SecretNames.Is(Name);

        public static Side Of(Anchor anchor, IOperation operand, Value value, FlowState state)
        {
            operand = operand.WalkDownConversion();
            var resolved = anchor.Session.Flows.Resolve(value);
            var name = operand.Syntax is ExpressionSyntax expression ? SecretNames.NameOf(expression) ?? "" : "";

            // A variable that holds a request's value is as secret as the value's own name.
            if (!SecretNames.Is(name) && resolved.Atoms.OfType<Atom.Opaque>().Select(static atom => atom.Site).OfType<ExpressionSyntax>().Select(SecretNames.NameOf).FirstOrDefault(static key => key is not null && SecretNames.Is(key)) is { } key)
            {
                name = key;
            }

            var origin = Origins.Of(resolved, state);
            return new Side(operand.Syntax, name, origin, origin == Origin.None);
        }
    }
}
