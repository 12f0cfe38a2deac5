using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace SealedShop.Storage;

/// <summary>The Data Protection keys in PostgreSQL: one ring for all nodes, for antiforgery and notices and, through it, for the sealing keys.</summary>
public sealed class DatabaseKeys(NpgsqlDataSource source) : IXmlRepository
{
    // The framework asks without waiting.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = source.CreateCommand("SELECT xml FROM shop.data_protection_key");
        using var rows = command.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read())
        {
            keys.Add(XElement.Parse(rows.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = source.CreateCommand("INSERT INTO shop.data_protection_key (name, xml) VALUES ($1, $2)");
        command.Parameters.Add(new NpgsqlParameter { Value = friendlyName });
        command.Parameters.Add(new NpgsqlParameter { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
