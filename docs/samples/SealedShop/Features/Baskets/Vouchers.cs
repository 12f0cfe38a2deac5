namespace SealedShop.Features.Baskets;

/// <summary>A voucher is good for one order. Which one a visitor has stands in the sealed visit, where nobody can write it.</summary>
public static class Vouchers
{
    public static string? Redeem(string code) => code.Equals("FIRSTCUP", StringComparison.OrdinalIgnoreCase) ? "FIRSTCUP" : null;

    public static decimal Discount(string? voucher) => voucher is "FIRSTCUP" ? 0.10m : 0;
}
