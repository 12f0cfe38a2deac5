namespace InsecureShop.Features.Catalogue;

public sealed record Product(string Id, string Name, string Description, string Author, decimal Price);

public sealed class ProductCatalogue
{
    public IReadOnlyList<Product> All { get; } =
    [
        new("sencha", "Sencha Yame", "Steamed green tea, first harvest.", "Yuki", 14.50m),
        new("darjeeling", "Darjeeling Second Flush", "Muscatel, from a single garden.", "Olga", 18.90m),
        new("oolong", "Tie Guan Yin", "Lightly roasted oolong.", "Yuki", 22.00m),
        new("kettle", "Gooseneck kettle", "0.8 litres, holds its temperature.", "Ben", 79.00m),
        new("pot", "Side-handle pot", "Fired in Tokoname, 300 millilitres.", "Olga", 54.00m),
    ];

    /// <summary>Not public yet.</summary>
    public IReadOnlyList<Product> NextSeason { get; } =
    [
        new("gyokuro", "Gyokuro Uji", "Shaded for three weeks.", "Yuki", 39.00m),
        new("puerh", "Pu-erh, ten years", "Dark and earthy.", "Olga", 44.00m),
    ];

    public Product? Find(string? id) => All.FirstOrDefault(product => product.Id == id);
}
