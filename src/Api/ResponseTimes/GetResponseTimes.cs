using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Api.ResponseTimes;

/// <summary><c>GET /api/figures/response-times</c>: how fast customers were answered in a period.</summary>
internal sealed class GetResponseTimes(IResponseReports reports, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var report = ReportReader.Read(query, time.GetUtcNow());
        if (!await query.FinishAsync(context)) return;
        try
        {
            await context.JsonAsync(await reports.ReportAsync(report, context.RequestAborted), ApiJson.ResponseFigures);
        }
        catch (ReportTooLargeException)
        {
            query.Errors.Add("from", Rule.TooManyItems, ResponseReport.MaxWaits);
            await context.ProblemAsync(Problem.Invalid(query.Errors));
        }
    }
}
