using System.Text.Json;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.Calendars;
using SocialCrm.Configuration;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Calendars;

/// <summary><c>GET /api/channels/duty?channel=&amp;account=</c>.</summary>
internal sealed class GetDuty(IConfigurations configurations, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var channel = query.Text("channel");
        var account = query.Text("account");
        if (channel is not null && !Channels.IsValid(channel))
            query.Errors.Add("channel", Rule.Channel, string.Join(", ", Channels.Known.Order(StringComparer.Ordinal)));
        if (channel is null && account is not null) query.Errors.Add("channel", Rule.Required);
        if (!await query.FinishAsync(context)) return;
        var now = time.GetUtcNow();
        var calendars = configurations.Current.Calendars;
        await context.JsonAsync(json =>
        {
            json.WriteString("at"u8, now.UtcDateTime);
            json.WriteStartArray("items"u8);
            foreach (var duty in Asked(calendars, channel, account)) Write(json, duty, calendars.WatchOf(duty, now));
            json.WriteEndArray();
        });
    }

    private static IEnumerable<ChannelDuty> Asked(CalendarSet calendars, string? channel, string? account)
    {
        if (channel is null) return calendars.Duties;
        if (account is not null) return [(calendars.LineOf(channel, account) ?? new ChannelDuty(channel, account, CalendarSet.Always)) with { Account = account }];
        var lines = calendars.Duties.Where(d => d.Channel == channel).ToList();
        return lines.Exists(static d => d.Account is null) ? lines : [.. lines, new ChannelDuty(channel, null, CalendarSet.Always)];
    }

    private static void Write(Utf8JsonWriter json, ChannelDuty duty, Watch watch)
    {
        json.WriteStartObject();
        json.WriteString("channel"u8, duty.Channel);
        json.WriteString("account"u8, duty.Account);
        json.WriteString("calendar"u8, duty.Calendar);
        json.WriteBoolean("watched"u8, watch.IsWatched);
        Time(json, "until", watch.Until);
        Time(json, "from", watch.From);
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } time) json.WriteString(name, time.UtcDateTime);
        else json.WriteNull(name);
    }
}
