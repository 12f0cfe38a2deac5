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

// The browser sends the session's cookie along; no script can read it.
document.querySelectorAll("[data-orders]").forEach(async place => {
    const response = await fetch("/api/orders");
    place.textContent = response.ok ? (await response.json()).length : "unknown";
});
