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
/// What taking in has in common: read, judged as a whole, handed on, answered after the commit. The hot path of the service: no binding, no filters, no document in between.
/// </summary>
internal abstract class TakeEndpoint<T>(Admission admission, RateLimiters limiters, TimeProvider time)
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

    /// <summary>At most <see cref="Bounds.MaxInteractions"/>.</summary>
    protected abstract T[] Read(InteractionReader reader, out ProblemType? problem);

    /// <summary>At least one. The sender's going away ends nothing: what was begun is committed, and a repeat finds it.</summary>
    protected abstract Task<IntakeResult> TakeAsync(HttpContext context, T[] items);

    protected abstract Task AnswerAsync(HttpContext context, IReadOnlyList<Receipt> receipts);

    private async Task TakeAsync(HttpContext context, Reservation reserved)
    {
        T[] items;
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
            items = problem is null ? Read(body.Span, out isArray, out problem) : [];
        }

        if (problem is null && items.Length > 0 && !limiters.TryPrincipal(context.Principal(), items.Length, out var seconds))
            problem = new Problem(ProblemType.TooManyRequests) { RetryAfterSeconds = seconds };
        if (problem is null && !reserved.TryInteractions(items.Length)) problem = Overloaded;
        if (problem is not null)
        {
            Metrics.Refused.Add(Math.Max(1, items.Length));
            await context.ProblemAsync(problem);
            return;
        }

        await AnswerAsync(context, items.Length == 0 ? new IntakeResult.Taken([]) : await TakeAsync(context, items), items.Length, isArray);
    }

    private T[] Read(ReadOnlySpan<byte> body, out bool isArray, out Problem? problem)
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
            var items = Read(new InteractionReader(body, time.GetUtcNow(), errors), out var type);
            if (type is not null) problem = new Problem(type) { Bounds = [Bounds.MaxInteractions] };
            else if (errors.Any) problem = new Problem(ProblemType.InvalidInteraction) { Errors = errors };
            return items;
        }
        catch (JsonException e)
        {
            problem = new Problem(ProblemType.MalformedJson) { Bounds = JsonText.Position(e) };
            return [];
        }
    }

    private Task AnswerAsync(HttpContext context, IntakeResult result, int count, bool isArray)
    {
        if (result is IntakeResult.Taken taken) return AnswerAsync(context, taken.Receipts);
        Metrics.Refused.Add(count);
        return context.ProblemAsync(result switch
        {
            IntakeResult.Refused refused => new Problem(ProblemType.InvalidInteraction) { Errors = ErrorsOf(refused, isArray) },
            IntakeResult.Overloaded => Overloaded,
            _ => Failures.Unavailable,
        });
    }

    private static Errors ErrorsOf(IntakeResult.Refused refused, bool isArray)
    {
        var errors = new Errors();
        foreach (var error in refused.Errors) errors.Add(isArray ? $"[{error.Index}].{error.Field}" : error.Field, "rule." + error.Code);

        return errors;
    }

    private static Problem Overloaded => new(ProblemType.Overloaded) { RetryAfterSeconds = Failures.RetryOverloadedSeconds };

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
