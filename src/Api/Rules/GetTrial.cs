using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;
using SocialCrm.Rules;

namespace SocialCrm.Api.Rules;

/// <summary><c>GET /api/rules/trial/{id}</c>.</summary>
internal sealed class GetTrial(RuleTrials trials)
{
    public static readonly AnswerSchema Schema = AnswerSchema.Object(
        ("state!", "string", "running, done, cancelled or failed"), ("total!", "integer", "Conversations of the period"), ("conversations!", "integer", "Done so far"),
        ("messages!", "integer", ""), ("different!", "integer", "Conversations that would have come to something else"), ("partial!", "boolean", "It ended at its bound"),
        ("elapsedMs!", "integer", ""), ("figures!", "figures", "Warned, breached, must-react, should-know, webhook, approval, cut, and rule:ID for each rule that acted"),
        ("samples!", "samples", "The first that are different, at most 50"));

    public async Task HandleAsync(HttpContext context)
    {
        if (!TrialIds.IsOne(context.Request.RouteValues["id"], out var id) || await trials.GrainOf(id).GetAsync() is not { } report)
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        await context.JsonAsync(json =>
        {
            json.WriteString("state"u8, report.State.ToString().ToLowerInvariant());
            json.WriteNumber("total"u8, report.Total);
            json.WriteNumber("conversations"u8, report.Counts.Conversations);
            json.WriteNumber("messages"u8, report.Counts.Messages);
            json.WriteNumber("different"u8, report.Counts.Different);
            json.WriteBoolean("partial"u8, report.IsPartial);
            json.WriteNumber("elapsedMs"u8, report.ElapsedMs);
            json.WriteStartArray("figures"u8);
            foreach (var figure in report.Counts.Figures)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, figure.Name);
                json.WriteNumber("now"u8, figure.Now);
                json.WriteNumber("changed"u8, figure.Changed);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("samples"u8);
            foreach (var sample in report.Counts.Samples)
            {
                json.WriteStartObject();
                json.WriteString("conversationId"u8, sample.Conversation.ToString());
                json.WriteStartArray("differences"u8);
                foreach (var difference in sample.Differences)
                {
                    json.WriteStartObject();
                    json.WriteString("what"u8, difference.What);
                    json.WriteString("now"u8, difference.Now);
                    json.WriteString("changed"u8, difference.Changed);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}

/// <summary><c>DELETE /api/rules/trial/{id}</c>: 204, also for one that has ended.</summary>
internal sealed class CancelTrial(RuleTrials trials)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!TrialIds.IsOne(context.Request.RouteValues["id"], out var id) || await trials.GrainOf(id).GetAsync() is null)
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        await trials.GrainOf(id).CancelAsync();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

internal static class TrialIds
{
    /// <summary>Anything else is no key of a grain.</summary>
    public static bool IsOne(object? value, out string id)
    {
        id = value as string ?? "";
        return Guid.TryParseExact(id, "N", out _);
    }
}
