namespace SocialCrm.Interactions;

/// <summary>Who sends interactions, and how they are meant.</summary>
/// <param name="Principal">The API key's id or the person's sign-in name.</param>
/// <param name="Trusted">An authenticated service: its author hints may link identities.</param>
/// <param name="History">Past traffic: nobody is notified.</param>
public sealed record IntakeOrigin(string Principal, bool Trusted, bool History);

/// <summary>What became of a request's interactions.</summary>
public abstract record IntakeResult
{
    private IntakeResult() { }

    /// <summary>All are stored; one receipt each, in the order sent.</summary>
    public sealed record Taken(IReadOnlyList<Receipt> Receipts) : IntakeResult;

    /// <summary>Nothing is stored: these members are wrong.</summary>
    public sealed record Refused(IReadOnlyList<IntakeError> Errors) : IntakeResult;

    /// <summary>More waits for an actor than its bound allows; what went to other actors may be stored. Repeating is safe.</summary>
    public sealed record Overloaded : IntakeResult;

    /// <summary>The store was away for some; a part may be stored. Repeating is safe.</summary>
    public sealed record Unavailable : IntakeResult;
}

/// <summary>A member that only the store could judge.</summary>
/// <param name="Index">The interaction's place in the request, from 0.</param>
/// <param name="Field">Such as <c>author.customerId</c>.</param>
/// <param name="Code">The text's key: <c>unknown-customer</c> or <c>unknown-identity</c>; of an update <c>not-of-answer</c> or <c>of-internal</c>.</param>
public sealed record IntakeError(int Index, string Field, string Code);
