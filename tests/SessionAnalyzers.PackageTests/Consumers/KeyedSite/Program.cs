var app = WebApplication.Create(args);

app.MapGet("/", (IConfiguration configuration) => configuration["Jwt:Issuer"]);

app.Run();
