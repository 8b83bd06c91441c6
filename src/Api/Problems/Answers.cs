using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Problems;

/// <summary>How endpoints answer.</summary>
internal static class Answers
{
    public static Task ProblemAsync(this HttpContext context, Problem problem) => problem.WriteAsync(context);

    public static Task ProblemAsync(this HttpContext context, ProblemType type) => new Problem(type).WriteAsync(context);

    public static Task InvalidAsync(this HttpContext context, string field, string rule, object? bound = null) =>
        Problem.Invalid(field, rule, bound).WriteAsync(context);

    public static async Task JsonAsync<T>(this HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        using var buffer = JsonBuffer.Rent();
        JsonSerializer.Serialize(buffer.Writer, value, type);
        await buffer.SendAsync(response, context.RequestAborted);
    }

    /// <summary>An object whose members are written by hand.</summary>
    public static async Task JsonAsync(this HttpContext context, Action<Utf8JsonWriter> members, int status = StatusCodes.Status200OK)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        using var buffer = JsonBuffer.Rent();
        buffer.Writer.WriteStartObject();
        members(buffer.Writer);
        buffer.Writer.WriteEndObject();
        await buffer.SendAsync(response, context.RequestAborted);
    }
}
