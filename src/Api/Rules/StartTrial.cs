using SocialCrm.Api.Configuration;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.ResponseTimes;
using SocialCrm.Rules;
using Rule = SocialCrm.Api.Problems.Rule;

namespace SocialCrm.Api.Rules;

/// <summary><c>POST /api/rules/trial</c>: 202, and where to look.</summary>
internal sealed class StartTrial(RuleTrials trials, Checking checking, Configurations configurations, TimeProvider time)
{
    public static readonly AnswerSchema Schema = AnswerSchema.Object(("id!", "string", "Of GET /api/rules/trial/{id}"));

    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var rules = body.Text("rules", DocumentNode.MaxDocument, isText: true);
        var responseTimes = body.Text("responseTimes", DocumentNode.MaxDocument, isText: true);
        var from = body.Time("from", required: true);
        var until = body.Time("to", required: false) ?? time.GetUtcNow();
        if (rules is null && responseTimes is null && !body.Errors.Any) body.Errors.Add("rules", Rule.Required);
        if (from >= until) body.Errors.Add("to", Rule.AfterFrom);
        if (!await body.FinishAsync(context)) return;

        await configurations.RefreshAsync(context.RequestAborted);
        List<ReadDocument> changed = [];
        if (rules is not null) changed.Add(ConfigurationReader.Read(DocumentKinds.Rules, rules));
        if (responseTimes is not null) changed.Add(ConfigurationReader.Read(DocumentKinds.ResponseTimes, responseTimes));
        if (await checking.FaultsOfAsync(changed, context.RequestAborted) is { Count: > 0 } faults)
        {
            var errors = new Errors();
            foreach (var fault in faults) errors.Add(fault);
            await context.ProblemAsync(new Problem(ProblemType.InvalidDocument) { Errors = errors });
            return;
        }

        var now = configurations.Current;
        var tried = now with
        {
            Version = long.MaxValue,
            Rules = changed.Select(static d => d.Part).OfType<RuleSet>().SingleOrDefault(now.Rules),
            ResponseTimes = changed.Select(static d => d.Part).OfType<ResponsePolicies>().SingleOrDefault(now.ResponseTimes),
        };
        if (await trials.StartAsync(tried, from!.Value, until, context.RequestAborted) is not { } id)
        {
            await context.ProblemAsync(ProblemType.Overloaded);
            return;
        }

        context.Response.Headers.Location = "/api/rules/trial/" + id;
        await context.JsonAsync(json => json.WriteString("id"u8, id), StatusCodes.Status202Accepted);
    }
}
