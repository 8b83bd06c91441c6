using System.Globalization;

namespace Orleans;

/// <summary>How long callers of this method wait before they get a <see cref="TimeoutException"/>, in place of the configured 30 s.</summary>
/// <param name="timeout">As <see cref="TimeSpan.Parse(string)"/> reads it: <c>00:00:05</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
