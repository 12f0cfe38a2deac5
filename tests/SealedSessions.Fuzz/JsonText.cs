using System.Text;

namespace SealedSessions.Fuzz;

/// <summary>Text by the grammar of JSON, with what is almost JSON mixed in.</summary>
internal static class JsonText
{
    private static readonly string[] Names =
    [
        "Text", "Number", "Money", "Ratio", "Id", "At", "Day", "Bytes", "Map", "Children", "Any", "text", "N\\u0075mber", "", "a", "a", "\\ud83d", "\\u0000", "é", "\\x",
    ];

    private static readonly string[] Leaves =
    [
        "null", "true", "false", "0", "-0", "1", "-1.5e3", "1e999", "-1e-999", "01", "+1", ".5", "1.", "NaN", "Infinity", "9223372036854775808",
        "123456789012345678901234567890123456789012345678901234567890", "\"\"", "\"a\"", "\"\\ud83d\"", "\"\\udd11\\ud83d\"", "\"\\ud83d\\udd11\"", "\"\\q\"",
        "\"\t\"", "\"\\u12\"", "\"2026-01-01T00:00:00Z\"", "\"9999-99-99\"", "\"AQID\"", "\"%%%\"", "\"Monday\"", "\"5b0bbf5c-2b2f-4a5c-b4f4-0b6a8e7b1c11\"", "[]", "{}",
        "/**/1", "1//x", "'a'", "tru", "", " ",
    ];

    public static byte[] Write(Dice dice)
    {
        StringBuilder text = new();
        if (dice.OneIn(20))
        {
            // Deeper than anything else is.
            var depth = dice.Below(40);
            text.Append('[', depth).Append(dice.Of(Leaves)).Append(']', Math.Max(0, depth - dice.Below(2)));
        }
        else
        {
            Value(dice, text, dice.Below(18));
        }

        if (dice.OneIn(30))
        {
            text.Insert(0, dice.Of(" ", "\n", "\ufeff", "{}", ","));
        }

        if (dice.OneIn(30))
        {
            text.Append(dice.Of(" ", "\n", "{}", ",", "}", "//", "\0"));
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (bytes.Length > 0 && dice.OneIn(5))
        {
            bytes[dice.Below(bytes.Length)] = (byte)dice.Next();
        }

        return dice.OneIn(20) ? bytes[..dice.Below(bytes.Length + 1)] : bytes;
    }

    private static void Value(Dice dice, StringBuilder text, int depth)
    {
        // Well-formed enough, often enough, that what is inside is reached.
        if (depth <= 0 || text.Length > 3_000 || dice.OneIn(3))
        {
            text.Append(dice.Of(Leaves));
            return;
        }

        var isObject = !dice.OneIn(3);
        text.Append(isObject ? '{' : '[');
        for (int i = 0, count = dice.Below(4); i < count; i++)
        {
            text.Append(i > 0 ? "," : "");
            if (isObject)
            {
                text.Append('"').Append(dice.Of(Names)).Append("\":");
            }

            Value(dice, text, depth - 1 - dice.Below(3));
        }

        text.Append(dice.OneIn(60) ? dice.Of(",", "}", "]", "") : isObject ? '}' : ']');
    }
}
