using SocialCrm.Identities;

namespace SocialCrm.Journal.Writing;

/// <summary>An append on its way: what its caller gave, and what the caller waits for.</summary>
/// <remarks>What can be prepared on the caller's thread is: there are many callers, and few writers.</remarks>
internal sealed class Pending(Append append)
{
    /// <summary>Continuations run on the pool: a caller never runs on the writer's time.</summary>
    private readonly TaskCompletionSource<AppendResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Append Append => append;

    public int Rows => append.Entries.Count;

    /// <summary>The head's stored form; null for an unlinked answer.</summary>
    public string? HeadState { get; } = append.Head is null ? null : EventJson.Write(append.Head);

    /// <summary>Null for all but unlinked answers.</summary>
    public UnlinkedRow? Unlinked { get; } = append.Head is null ? UnlinkedRow.Of(append) : null;

    /// <summary>Null for an unlinked answer.</summary>
    public CustomerId? Customer => append.Head?.Customer;

    public Task<AppendResult> Task => answer.Task;

    public void Answer(AppendResult result) => answer.TrySetResult(result);

    public void Fail(Exception exception) => answer.TrySetException(exception);
}
