using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Sealing;

/// <summary>A key ring of Data Protection that ends with the process. Its own ephemeral provider would ignore the algorithms.</summary>
internal sealed class MemoryKeys : IXmlRepository
{
    private readonly List<XElement> _elements = [];

    public static IDataProtector Protector(AuthenticatedEncryptorConfiguration? algorithms = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddDataProtection();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new MemoryKeys());
        if (algorithms is not null)
        {
            builder.UseCryptographicAlgorithms(algorithms);
        }

        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("shop/customer");
    }

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _elements];

    public void StoreElement(XElement element, string friendlyName) => _elements.Add(element);
}
