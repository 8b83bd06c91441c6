using System.Globalization;
using System.Text.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Calendars;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Journal;
using SocialCrm.ResponseTimes;
using SocialCrm.Rules;

namespace SocialCrm.Api.Rules;

/// <summary>Writes decisions, with a sentence for people beside each fact.</summary>
internal readonly struct DecisionJson(Utf8JsonWriter json, Language language, IConfigurations configurations)
{
    public void Write(RowDecision decision)
    {
        var entry = decision.Row.Entry;
        json.WriteStartObject();
        json.WriteNumber("version"u8, decision.Row.Version);
        json.WriteString("at"u8, entry.At.UtcDateTime);
        json.WriteString("kind"u8, entry.Message is not null ? "message" : entry.Actor is not null ? "act" : entry.Events is [InteractionUpdated] ? "update" : "deadline");
        json.WriteString("actor"u8, entry.Actor);
        if (decision.Configuration is { } configuration) json.WriteNumber("configuration"u8, configuration);
        else json.WriteNull("configuration"u8);
        json.WriteBoolean("forgotten"u8, decision.IsForgotten);
        json.WriteBoolean("erased"u8, decision.Row.IsErased);
        json.WriteBoolean("agrees"u8, decision.Agrees);
        json.WriteStartArray("rules"u8);
        foreach (var look in decision.Rules) Write(look);
        json.WriteEndArray();
        json.WriteStartArray("policies"u8);
        foreach (var look in decision.Policies) Write(look, isTaken: look.Why.Holds == true);
        json.WriteEndArray();
        json.WriteString("chosenPolicy"u8, decision.Chosen);
        json.WriteStartArray("done"u8);
        foreach (var e in entry.Events) Write(e);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(RuleLook look)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, look.Rule.Id);
        json.WriteString("name"u8, look.Rule.Name);
        json.WriteStartArray("when"u8);
        foreach (var trigger in TriggerNames.Of(look.Triggers)) json.WriteStringValue(trigger);
        json.WriteEndArray();
        json.WriteString("by"u8, look.By);
        json.WriteBoolean("acted"u8, look.Acted);
        json.WriteString("text"u8, look.Acted ? Text("decision.acted") : look.Why.Holds == true ? Text("decision.acted-before") : WhyNot(look.Why));
        json.WritePropertyName("why"u8);
        Write(look.Why);
        json.WriteEndObject();
    }

    private void Write(PolicyLook look, bool isTaken)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, look.Policy.Id);
        json.WriteString("name"u8, look.Policy.Name);
        json.WriteBoolean("taken"u8, isTaken);
        json.WriteString("text"u8, isTaken ? Text("decision.taken") : WhyNot(look.Why));
        json.WritePropertyName("why"u8);
        Write(look.Why);
        json.WriteEndObject();
    }

    private void Write(Explanation why)
    {
        json.WriteStartObject();
        json.WriteString("test"u8, why.Test);
        if (why.Parts.Count == 0) json.WriteString("wanted"u8, why.Wanted);
        if (why.Parts.Count == 0) json.WriteString("saw"u8, why.Saw);
        if (why.Holds is { } holds) json.WriteBoolean("holds"u8, holds);
        else json.WriteNull("holds"u8);
        if (why.Parts.Count > 0)
        {
            json.WriteStartArray("parts"u8);
            foreach (var part in why.Parts) Write(part);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private string WhyNot(Explanation why)
    {
        if (why.Failed is not { } failed) return Text("decision.erased");
        var isNot = failed.Test == Not.Name;
        var test = isNot ? Leaf(failed.Parts[0]) : failed;
        return Text(isNot ? "decision.unwanted" : "decision.failed", Text($"decision.test.{test.Test}"), test.Saw ?? Text("decision.nothing"), test.Wanted ?? "");
    }

    /// <summary>A test that holds, of a condition that does.</summary>
    private static Explanation Leaf(Explanation why) => why.Parts.Count == 0 ? why : Leaf(why.Parts.FirstOrDefault(static p => p.Holds == true) ?? why.Parts[0]);

    private void Write(ConversationEvent e)
    {
        var said = language;
        if (DoneText.Of(e, word => Texts.Of(said, "decision.word." + word)) is not { } about) return;
        var type = EventJson.NameOf(e);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("text"u8, Text($"decision.did.{type}", about));
        if (e is ClockStarted started) Write(started.Clock);
        else if (e is ClockChanged changed) Write(changed.Clock);
        json.WriteEndObject();
    }

    /// <summary>Which policy and calendar give the target, and how much of it had passed when it last stood still.</summary>
    private void Write(Clock clock)
    {
        var policy = configurations.At(clock.Configuration).ResponseTimes.ById(clock.Policy);
        json.WriteStartObject("clock"u8);
        json.WriteString("kind"u8, DeadlineList.NameOf(clock.Kind));
        json.WriteString("policy"u8, clock.Policy);
        json.WriteString("policyName"u8, policy?.Name);
        json.WriteString("calendar"u8, policy?.Calendar ?? CalendarSet.Always);
        json.WriteNumber("targetMs"u8, clock.TargetMs);
        json.WriteNumber("elapsedMs"u8, clock.AccruedMs);
        json.WriteString("since"u8, clock.Since.UtcDateTime);
        json.WriteBoolean("running"u8, clock.RunningFrom is not null);
        if (clock.DueAt is { } due) json.WriteString("dueAt"u8, due.UtcDateTime);
        else json.WriteNull("dueAt"u8);
        json.WriteEndObject();
    }

    private string Text(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, Texts.Of(language, key), values);
}
