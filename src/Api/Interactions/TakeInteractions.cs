using SocialCrm.Api.Access;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Api.Observability;
using SocialCrm.Api.Problems;
using SocialCrm.Api.RateLimits;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions;

/// <summary><c>POST /api/interactions</c>: what was said.</summary>
internal sealed class TakeInteractions(Intake intake, Admission admission, RateLimiters limiters, TimeProvider time) : TakeEndpoint<Interaction>(admission, limiters, time)
{
    protected override Interaction[] Read(InteractionReader reader, out ProblemType? problem) => reader.Read(Bounds.MaxInteractions, out problem);

    protected override Task<IntakeResult> TakeAsync(HttpContext context, Interaction[] items)
    {
        var principal = context.Principal();
        return intake.TakeAsync(items, new IntakeOrigin(principal.Name, principal.IsService, IsHistory(context.Request)), CancellationToken.None);
    }

    protected override Task AnswerAsync(HttpContext context, IReadOnlyList<Receipt> receipts)
    {
        Metrics.Count(receipts);
        return Receipts.WriteAsync(context, receipts);
    }

    private static bool IsHistory(HttpRequest request) =>
        request.QueryString.HasValue && request.Query.TryGetValue("history", out var value) && value.Count == 1 && value[0] is "true" or "1";
}
