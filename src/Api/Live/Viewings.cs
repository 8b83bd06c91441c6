using Orleans;
using SocialCrm.Audiences;

namespace SocialCrm.Live;

/// <summary>This host's connections that have conversations before them, and what their audiences say.</summary>
internal sealed class Viewings(IGrainFactory grains, AudienceTimes times, TimeProvider time, ILogger<Viewings> log) : IAudienceObserver
{
    // Names this process's run: a restarted host is another one.
    private readonly string _host = Guid.NewGuid().ToString("N");
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<AudienceWatch>> _watches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<GlanceWatch>> _glances = new(StringComparer.Ordinal);
    private IAudienceObserver? _reference;

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>Signs for a connection; what the audience is then.</summary>
    public async Task<Audience> SignAsync(AudienceWatch watch, string name, string displayName, bool typing)
    {
        lock (_gate)
        {
            watch.Until = Now + times.ViewingFor;
            if (!_watches.TryGetValue(watch.Id, out var watches)) _watches[watch.Id] = watches = [];
            if (!watches.Contains(watch)) watches.Add(watch);
        }

        return await Grain(watch.Id).SignAsync(
            new AudienceSign { Host = _host, Connection = watch.ConnectionId, Name = name, DisplayName = displayName, Typing = typing }, Reference());
    }

    /// <summary>Not there any more: by its own word, or because its connection ended. May be called more than once.</summary>
    public void Remove(AudienceWatch watch)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(watch.Id, out var watches) || !watches.Remove(watch)) return;
            if (watches.Count == 0) _watches.Remove(watch.Id);
        }

        _ = LeaveAsync(watch);
    }

    /// <summary>Shows a list these conversations and no others from here on; answers those that somebody views.</summary>
    public async Task<IReadOnlyList<ViewersMessage>> GlanceAsync(GlanceWatch watch, IReadOnlyList<string> conversations)
    {
        lock (_gate)
        {
            foreach (var gone in watch.Show(conversations)) Forget(gone, watch);
            foreach (var id in conversations)
            {
                if (!_glances.TryGetValue(id, out var watches)) _glances[id] = watches = [];
                watches.Add(watch);
            }
        }

        var audiences = await Task.WhenAll(conversations.Distinct(StringComparer.Ordinal).Select(LookAsync));
        return [.. audiences.Where(static a => a.Viewers.Count > 0).Select(static a => new ViewersMessage(a.Conversation, a.Viewers))];
    }

    public void Remove(GlanceWatch watch)
    {
        lock (_gate) foreach (var gone in watch.Show([])) Forget(gone, watch);
    }

    /// <summary>Looks again at what lists show, so that it goes on being told.</summary>
    public Task LookAgainAsync()
    {
        string[] shown;
        lock (_gate) shown = [.. _glances.Keys];
        return Task.WhenAll(shown.Select(async id => await ChangedAsync(await LookAsync(id))));
    }

    public Task ChangedAsync(Audience audience)
    {
        lock (_gate)
        {
            foreach (var watch in _watches.GetValueOrDefault(audience.Conversation) ?? []) watch.Changed(audience);
            foreach (var glance in _glances.GetValueOrDefault(audience.Conversation) ?? []) glance.Changed(audience);
        }

        return Task.CompletedTask;
    }

    /// <summary>Those that haven't signed in time: they aren't seen any more, and see nobody.</summary>
    public IReadOnlyList<AudienceWatch> Expired()
    {
        var now = Now;
        lock (_gate) return [.. _watches.Values.SelectMany(static w => w).Where(w => w.Until <= now)];
    }

    private async Task LeaveAsync(AudienceWatch watch)
    {
        try
        {
            await Grain(watch.Id).LeaveAsync(_host, watch.ConnectionId);
        }
        catch (Exception e)
        {
            // Their sign ends by itself.
            LiveLog.NotSignedOff(log, e);
        }
    }

    private Task<Audience> LookAsync(string conversation) => Grain(conversation).LookAsync(_host, Reference());

    /// <summary>Under the gate.</summary>
    private void Forget(string conversation, GlanceWatch watch)
    {
        if (!_glances.TryGetValue(conversation, out var watches)) return;
        watches.Remove(watch);
        if (watches.Count == 0) _glances.Remove(conversation);
    }

    private IAudienceGrain Grain(string conversation) => grains.GetGrain<IAudienceGrain>(conversation);

    private IAudienceObserver Reference()
    {
        lock (_gate) return _reference ??= grains.CreateObjectReference<IAudienceObserver>(this);
    }
}
