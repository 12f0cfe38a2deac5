using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>Data Protection keys that are in no file; it can be told to fail.</summary>
internal sealed class MemoryKeys : IXmlRepository
{
    private readonly List<XElement> _elements = [];

    public bool IsDown { get; set; }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_elements)
        {
            return IsDown ? throw new IOException("The key store is down.") : [.. _elements.Select(element => new XElement(element))];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_elements)
        {
            _elements.Add(new XElement(element));
        }
    }
}
