using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace InsecureShop.Features.BackOffice;

/// <summary>Opens the products of the next season, for a working day.</summary>
public sealed class PreviewTickets(IDataProtectionProvider provider)
{
    private readonly ITimeLimitedDataProtector _protector = provider.CreateProtector("InsecureShop.Preview").ToTimeLimitedDataProtector();

    public string Issue(string userId) => _protector.Protect(userId, TimeSpan.FromHours(8));

    public bool IsGood(string? ticket)
    {
        try
        {
            return ticket is not null && _protector.Unprotect(ticket).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
