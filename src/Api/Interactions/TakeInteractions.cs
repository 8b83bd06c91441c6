using System.Text.Json;
using SocialCrm.Api.Access;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Interactions.Reading;
using SocialCrm.Api.Json;
using SocialCrm.Api.Observability;
using SocialCrm.Api.Problems;
using SocialCrm.Api.RateLimits;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions;

/// <summary>
/// <c>POST /api/interactions</c>: read, judged as a whole, handed to the intake, answered after the commit. The hot path of the service:
/// no binding, no filters, no document in between.
/// </summary>
internal sealed class TakeInteractions(Intake intake, Admission admission, RateLimiters limiters, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!MediaTypes.IsJson(context.Request, isEmptyAllowed: false))
        {
            await context.ProblemAsync(ProblemType.UnsupportedMediaType);
            return;
        }

        var reserved = new Reservation(admission);
        try
        {
            await TakeAsync(context, reserved);
        }
        finally
        {
            admission.Leave(reserved.Bytes, reserved.Interactions);
        }
    }

    private async Task TakeAsync(HttpContext context, Reservation reserved)
    {
        Interaction[] interactions;
        Problem? problem;
        var isArray = false;
        using (var body = await RequestBytes.ReadAsync(context.Request, Bounds.MaxBodyBytes, reserved.TryBytes, context.RequestAborted))
        {
            problem = body.Outcome switch
            {
                RequestBytes.Result.TooLarge => new Problem(ProblemType.BodyTooLarge) { Bounds = [Bounds.MaxBodyBytes] },
                RequestBytes.Result.Refused => Overloaded,
                _ => null,
            };
            interactions = problem is null ? Read(body.Span, out isArray, out problem) : [];
        }

        var principal = context.Principal();
        if (problem is null && interactions.Length > 0 && !limiters.TryPrincipal(principal, interactions.Length, out var seconds))
            problem = new Problem(ProblemType.TooManyRequests) { RetryAfterSeconds = seconds };
        if (problem is null && !reserved.TryInteractions(interactions.Length)) problem = Overloaded;
        if (problem is not null)
        {
            Metrics.Refused.Add(Math.Max(1, interactions.Length));
            await context.ProblemAsync(problem);
            return;
        }

        if (interactions.Length == 0)
        {
            await Receipts.WriteAsync(context, []);
            return;
        }

        var origin = new IntakeOrigin(principal.Name, principal.IsService, IsHistory(context.Request));
        // The sender's going away ends nothing: what was begun is committed, and a repeat finds it.
        var result = await intake.TakeAsync(interactions, origin, CancellationToken.None);
        await AnswerAsync(context, result, interactions.Length, isArray);
    }

    private Interaction[] Read(ReadOnlySpan<byte> body, out bool isArray, out Problem? problem)
    {
        isArray = body.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
        problem = null;
        if (JsonText.FirstInvalidUtf8(body) is { } offset)
        {
            problem = new Problem(ProblemType.InvalidUtf8) { Bounds = [offset] };
            return [];
        }

        var errors = new Errors();
        try
        {
            var interactions = new InteractionReader(body, time.GetUtcNow(), errors).Read(Bounds.MaxInteractions, out var type);
            if (type is not null) problem = new Problem(type) { Bounds = [Bounds.MaxInteractions] };
            else if (errors.Any) problem = new Problem(ProblemType.InvalidInteraction) { Errors = errors };
            return interactions;
        }
        catch (JsonException e)
        {
            problem = new Problem(ProblemType.MalformedJson) { Bounds = JsonText.Position(e) };
            return [];
        }
    }

    private static Task AnswerAsync(HttpContext context, IntakeResult result, int count, bool isArray)
    {
        switch (result)
        {
            case IntakeResult.Taken taken:
                Metrics.Count(taken.Receipts);
                return Receipts.WriteAsync(context, taken.Receipts);
            case IntakeResult.Refused refused:
                Metrics.Refused.Add(count);
                return context.ProblemAsync(new Problem(ProblemType.InvalidInteraction) { Errors = ErrorsOf(refused, isArray) });
            case IntakeResult.Overloaded:
                Metrics.Refused.Add(count);
                return context.ProblemAsync(Overloaded);
            default:
                Metrics.Refused.Add(count);
                return context.ProblemAsync(Failures.Unavailable);
        }
    }

    private static Errors ErrorsOf(IntakeResult.Refused refused, bool isArray)
    {
        var errors = new Errors();
        foreach (var error in refused.Errors) errors.Add(isArray ? $"[{error.Index}].{error.Field}" : error.Field, "rule." + error.Code);

        return errors;
    }

    private static Problem Overloaded => new(ProblemType.Overloaded) { RetryAfterSeconds = Failures.RetryOverloadedSeconds };

    private static bool IsHistory(HttpRequest request) =>
        request.QueryString.HasValue && request.Query.TryGetValue("history", out var value) && value.Count == 1 && value[0] is "true" or "1";

    /// <summary>What the request holds of the bounds, to be given back whatever happens.</summary>
    private sealed class Reservation(Admission admission)
    {
        public long Bytes { get; private set; }
        public int Interactions { get; private set; }

        public bool TryBytes(int bytes)
        {
            if (!admission.TryBytes(bytes)) return false;
            Bytes += bytes;
            return true;
        }

        public bool TryInteractions(int count)
        {
            if (!admission.TryInteractions(count)) return false;
            Interactions = count;
            return true;
        }
    }
}
