using SocialCrm.Api.Hosting;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Api.Problems;
using SocialCrm.Api.RateLimits;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions;

/// <summary><c>POST /api/interactions/updates</c>: what became of what was said.</summary>
internal sealed class TakeUpdates(UpdateIntake intake, Admission admission, RateLimiters limiters, TimeProvider time) : TakeEndpoint<InteractionUpdate>(admission, limiters, time)
{
    protected override InteractionUpdate[] Read(InteractionReader reader, out ProblemType? problem) => reader.ReadUpdates(Bounds.MaxInteractions, out problem);

    protected override Task<IntakeResult> TakeAsync(HttpContext context, InteractionUpdate[] items) => intake.TakeAsync(items, CancellationToken.None);

    protected override Task AnswerAsync(HttpContext context, IReadOnlyList<Receipt> receipts) => Receipts.WriteAsync(context, receipts, ofUpdates: true);
}
