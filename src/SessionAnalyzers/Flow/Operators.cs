using Microsoft.CodeAnalysis.Operations;

namespace SessionAnalyzers.Flow;

/// <summary>What do operators make of known values?</summary>
internal static class Operators
{
    private const int MostTexts = 6;

    private static readonly string Hole = Atom.Text.Hole.ToString();

    public static Value Apply(UnaryOperatorKind kind, Value operand) => kind switch
    {
        UnaryOperatorKind.Not => Map(operand, static content => content is bool flag ? !flag : null),
        UnaryOperatorKind.Minus => Map(operand, static content => content is TimeSpan time && time != TimeSpan.MinValue ? -time : null),
        UnaryOperatorKind.Plus => operand,
        _ => Value.Unknown,
    };

    public static Value Apply(BinaryOperatorKind kind, Value left, Value right) => kind switch
    {
        BinaryOperatorKind.Add when IsText(left) || IsText(right) => Concat([left, right]),
        BinaryOperatorKind.Add => Arithmetic(Time.Add(left, right), left, right),
        BinaryOperatorKind.Subtract => Arithmetic(Time.Add(left, Apply(UnaryOperatorKind.Minus, right)), left, right),
        BinaryOperatorKind.Multiply => Arithmetic(Time.Multiply(left, right), left, right),
        BinaryOperatorKind.Divide => Arithmetic(Time.Divide(left, right), left, right),
        BinaryOperatorKind.Remainder or BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.ExclusiveOr =>
            Arithmetic(Value.Unknown, left, right),
        BinaryOperatorKind.Equals => AreEqual(left, right),
        BinaryOperatorKind.NotEquals => Apply(UnaryOperatorKind.Not, AreEqual(left, right)),
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => And(left, right),
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => Apply(UnaryOperatorKind.Not, And(Apply(UnaryOperatorKind.Not, left), Apply(UnaryOperatorKind.Not, right))),
        _ => Value.Unknown,
    };

    /// <summary>What is counted up from a value.</summary>
    public static Value Increment(Value operand) => Value.Of(new Atom.Opaque(Origins.Of(operand, null) | Origin.Counter, null));

    public static Value IsNull(Value operand)
    {
        if (operand.TryGetConstant<object>(out _) || operand.Atoms.All(static atom => atom is Atom.Reference or Atom.Text or Atom.Now or Atom.Callable))
        {
            return Value.Constant(false);
        }

        return operand.Equals(Value.Null) ? Value.Constant(true) : Value.Unknown;
    }

    /// <summary>Joins strings; what is not known of them becomes a hole.</summary>
    public static Value Concat(IEnumerable<Value> parts)
    {
        var texts = new List<string> { "" };
        var material = new List<Atom>();
        var holes = Origin.None;
        foreach (var part in parts)
        {
            material.AddRange(part.Atoms.Where(static atom => atom is Atom.Opaque { Origin: var origin } && origin.Has(Origin.SessionMaterial)));
            holes |= HolesOf(part);
            var choices = part.Atoms.Select(TextOf).Distinct().ToList();
            texts = texts.Count * choices.Count > MostTexts
                ? texts.ConvertAll(static text => text + Atom.Text.Hole)
                : texts.SelectMany(text => choices.Select(choice => text + choice)).ToList();
        }

        return Value.Of(texts
            .Select(text => text.IndexOf(Atom.Text.Hole) < 0 ? (Atom)new Atom.Constant(text) : new Atom.Text(text, holes))
            .Concat(material));
    }

    private static Origin HolesOf(Value part)
    {
        var holes = Origin.None;
        foreach (var atom in part.Atoms)
        {
            holes |= atom is Atom.Text text ? text.Holes : TextOf(atom) == Hole ? Origins.Of(atom, null) : Origin.None;
        }

        return holes;
    }

    private static string TextOf(Atom atom) => atom switch
    {
        Atom.Constant { Content: null } => "",
        Atom.Constant { Content: string or char or bool or int or long } constant => string.Concat(constant.Content),
        Atom.Text text => text.Pattern,
        _ => Hole,
    };

    private static bool IsText(Value value) => value.Atoms.Any(static atom => atom is Atom.Text or Atom.Constant { Content: string });

    private static Value AreEqual(Value left, Value right)
    {
        if (left.Atoms is [Atom.Constant { Content: var mine }] && right.Atoms is [Atom.Constant { Content: var theirs }])
        {
            return Value.Constant(Equals(mine, theirs));
        }

        return left.Equals(Value.Null) ? IsNull(right) : right.Equals(Value.Null) ? IsNull(left) : Value.Unknown;
    }

    private static Value And(Value left, Value right)
    {
        var isFalse = Value.Constant(false);
        if (left.Equals(isFalse) || right.Equals(isFalse))
        {
            return isFalse;
        }

        var isTrue = Value.Constant(true);
        return left.Equals(isTrue) && right.Equals(isTrue) ? isTrue : Value.Unknown;
    }

    /// <summary>What is not worked out still comes from where its operands come from.</summary>
    private static Value Arithmetic(Value result, Value left, Value right) =>
        result.Equals(Value.Unknown) ? Value.Of(new Atom.Opaque(Origins.Of(left, null) | Origins.Of(right, null), null)) : result;

    private static Value Map(Value operand, Func<object?, object?> map) =>
        operand.Atoms is [Atom.Constant constant] && map(constant.Content) is { } result ? Value.Constant(result) : Value.Unknown;
}
