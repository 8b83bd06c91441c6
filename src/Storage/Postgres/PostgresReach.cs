using SocialCrm.Journal;

namespace SocialCrm.Storage.Postgres;

/// <summary>
/// Whether the server answered when it was last asked. While it doesn't, one call at a time goes and looks, and all others are refused at once: whoever waits
/// for a time-out holds its actor for seconds, and its caller's repetition may find a process that does reach the server. Lists take no part: a slow one says
/// nothing of the server.
/// </summary>
internal sealed class PostgresReach(TimeProvider time)
{
    /// <summary>From a look that failed to the next.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>After it, that the server was away says nothing any more: somebody has to look again.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private bool away;
    private bool looking;
    private long lookedAt;

    public bool IsAway
    {
        get
        {
            lock (gate) return away && (looking || time.GetElapsedTime(lookedAt) < Memory);
        }
    }

    /// <exception cref="StoreUnavailableException">Of the call, or because the server is away and somebody else looks.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> call)
    {
        var looks = Enter();
        try
        {
            var answer = await call();
            Leave(looks, isAway: false);
            return answer;
        }
        catch (StoreUnavailableException e)
        {
            Leave(looks, isAway: e.InnerException is null || PostgresCalls.IsUnavailable(e.InnerException));
            throw;
        }
        catch
        {
            // The server's own word about the statement.
            Leave(looks, isAway: false);
            throw;
        }
    }

    /// <returns>Whether this call is the one that looks.</returns>
    private bool Enter()
    {
        lock (gate)
        {
            if (!away) return false;
            if (looking || time.GetElapsedTime(lookedAt) < Pause) throw new StoreUnavailableException("The database didn't answer a moment ago.");
            return looking = true;
        }
    }

    private void Leave(bool looked, bool isAway)
    {
        lock (gate)
        {
            if (looked) looking = false;
            away = isAway;
            if (isAway) lookedAt = time.GetTimestamp();
        }
    }
}
