#if CORPUS
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Shop.Streams;

public sealed class Tickets : IAsyncDisposable
{
    private readonly Channel<string> _channel = Channel.CreateBounded<string>(new BoundedChannelOptions(8) { FullMode = BoundedChannelFullMode.Wait });

    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var ticket in _channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (ticket is "")
            {
                yield break;
            }

            yield return ticket;
        }
    }

    public async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var options = await OptionsAsync().ConfigureAwait(false);
        await foreach (var ticket in ReadAsync(cancellationToken))
        {
            await using (this.ConfigureAwait(false))
            {
                response.Cookies.Append($"ticket.{ticket.Length}", ticket, options);
            }
        }

        var cancellationTokenText = cancellationToken.ToString();
        response.Cookies.Append("cancellationToken", cancellationTokenText!);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await Task.Yield();
    }

    private static async ValueTask<CookieOptions> OptionsAsync()
    {
        var options = new CookieOptions { HttpOnly = true };
        await Task.Delay(1);
        options.Secure = true;
        options.SameSite = await Task.FromResult(SameSiteMode.Strict);
        return options;
    }
}
#endif
