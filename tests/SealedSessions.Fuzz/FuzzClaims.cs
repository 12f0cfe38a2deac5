using System.Text.Json;

namespace SealedSessions.Fuzz;

/// <summary>Claims with a member of every kind that a reader of JSON can stumble over.</summary>
internal sealed class FuzzClaims
{
    public string? Text { get; set; }

    public int Number { get; set; }

    public decimal Money { get; set; }

    public double Ratio { get; set; }

    public Guid Id { get; set; }

    public DateTimeOffset At { get; set; }

    public DayOfWeek Day { get; set; }

    public byte[]? Bytes { get; set; }

    public Dictionary<string, int>? Map { get; set; }

    public List<FuzzClaims?>? Children { get; set; }

    public JsonElement? Any { get; set; }
}
