using System.Text.Json;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Api.Configuration;

/// <summary><c>POST /api/config/response-times/apply</c>, and <c>GET .../apply/{id}</c>: the newest policies for those who wait already, in the background.</summary>
internal sealed class ApplyPolicies(PolicyJobs jobs)
{
    public static readonly Parameter[] Query = [new("preview", "boolean", "Only count what it would come to; nothing is changed") { Values = ["true", "false"] }];

    public static readonly AnswerSchema Schema = AnswerSchema.Object(
        ("id!", "string", ""), ("state!", "string", "running, done or failed; one that failed goes on with what is left when it is started again"), ("preview!", "boolean", ""),
        ("version!", "integer", "The configuration that it applies"), ("startedAt!", "time", ""), ("endedAt", "time", ""),
        ("total!", "integer", "Conversations in which somebody waited at its start"), ("looked!", "integer", "Those asked so far"),
        ("changed!", "integer", "Those with another policy, target or due time"), ("missedAtOnce!", "integer", "Targets that the new policies make missed"),
        ("wereMissed!", "integer", "Missed before; they stay so"), ("failed!", "integer", "Could not be asked"), ("policies!", "policies", ""));

    public async Task StartAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var preview = query.OneOf("preview", [("true", true), ("false", false)]) ?? false;
        if (!await query.FinishAsync(context)) return;
        if (await jobs.StartAsync(preview, context.RequestAborted) is not { } job)
        {
            await context.ProblemAsync(new Problem(ProblemType.Overloaded) { RetryAfterSeconds = Failures.RetryOverloadedSeconds });
            return;
        }

        context.Response.Headers.Location = $"/api/config/response-times/apply/{job.Id}";
        await context.JsonAsync(json => Write(json, job), StatusCodes.Status202Accepted);
    }

    public async Task GetAsync(HttpContext context)
    {
        if (await jobs.GrainOf(context.Request.RouteValues["id"] as string ?? "").GetAsync() is not { } job) await context.ProblemAsync(ProblemType.NotFound);
        else await context.JsonAsync(json => Write(json, job));
    }

    private static void Write(Utf8JsonWriter json, PolicyJob job)
    {
        json.WriteString("id"u8, job.Id);
        json.WriteString("state"u8, job.State switch { PolicyJobState.Running => "running", PolicyJobState.Done => "done", _ => "failed" });
        json.WriteBoolean("preview"u8, job.IsPreview);
        json.WriteNumber("version"u8, job.Version);
        json.WriteString("startedAt"u8, job.StartedAt.UtcDateTime);
        WriteTime(json, "endedAt", job.EndedAt);
        json.WriteNumber("total"u8, job.Total);
        json.WriteNumber("looked"u8, job.Looked);
        json.WriteNumber("changed"u8, job.Changed);
        json.WriteNumber("missedAtOnce"u8, job.MissedAtOnce);
        json.WriteNumber("wereMissed"u8, job.WereMissed);
        json.WriteNumber("failed"u8, job.Failed);
        json.WriteStartArray("policies"u8);
        foreach (var policy in job.Policies)
        {
            json.WriteStartObject();
            json.WriteString("policy"u8, policy.Policy);
            json.WriteNumber("count"u8, policy.Count);
            WriteTime(json, "earliestDueAt", policy.EarliestDueAt);
            WriteTime(json, "latestDueAt", policy.LatestDueAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } time) json.WriteString(name, time.UtcDateTime);
        else json.WriteNull(name);
    }
}
