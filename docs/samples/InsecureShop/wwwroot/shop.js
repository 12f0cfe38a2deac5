// Adds to the basket and counts orders without leaving the page; without script the forms do the same.
const cookie = name => decodeURIComponent(document.cookie.split("; ").find(part => part.startsWith(name + "="))?.slice(name.length + 1) ?? "");

async function post(url, body) {
    await fetch("/api/antiforgery");
    return fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": cookie("XSRF-TOKEN") },
        body: JSON.stringify(body),
    });
}

document.querySelectorAll("button[data-add]").forEach(button => button.addEventListener("click", async event => {
    event.preventDefault();
    const response = await post("/api/basket/items", { productId: button.dataset.add, quantity: button.form.quantity.valueAsNumber });
    button.textContent = response.ok ? "Added" : "Try again";
}));

document.querySelectorAll("[data-orders]").forEach(async place => {
    await post("/api/tokens", {});
    const response = await fetch("/api/orders", { headers: { "X-Shop-Token": cookie("shop_access_token") } });
    place.textContent = response.ok ? (await response.json()).length : "unknown";
});

// New orders, for the back office: as much of SignalR's protocol as this needs.
document.querySelectorAll("[data-live-orders]").forEach(place => {
    const end = "\x1e";
    const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/backoffice/live");
    socket.addEventListener("open", () => {
        socket.send('{"protocol":"json","version":1}' + end);
        setInterval(() => socket.send('{"type":6}' + end), 10_000);
    });
    socket.addEventListener("message", event => event.data.split(end).filter(Boolean).map(JSON.parse).filter(message => message.target === "order").forEach(message => {
        const line = document.createElement("li");
        line.textContent = message.arguments.join(", ");
        place.prepend(line);
    }));
});
