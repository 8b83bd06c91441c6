namespace SocialCrm.Api.Problems;

/// <summary>The rules that a member, parameter or header can break; each names its text in <see cref="Texts"/>, where {0} is the bound or the allowed values.</summary>
internal static class Rule
{
    public const string Required = "rule.required";
    public const string NotString = "rule.not-string";
    public const string NotBoolean = "rule.not-boolean";
    public const string NotNumber = "rule.not-number";
    public const string NotWholeNumber = "rule.not-whole-number";
    public const string NotObject = "rule.not-object";
    public const string NotArray = "rule.not-array";
    public const string TooLong = "rule.too-long";
    public const string TooShort = "rule.too-short";
    public const string TooManyBytes = "rule.too-many-bytes";
    public const string TooManyItems = "rule.too-many-items";
    public const string ControlCharacter = "rule.control-character";
    public const string ControlCharacterInText = "rule.control-character-in-text";
    public const string Surrogate = "rule.surrogate";
    public const string OneOf = "rule.one-of";
    public const string Channel = "rule.channel";
    public const string TextOrAttachment = "rule.text-or-attachment";
    public const string Time = "rule.time";
    public const string TooFarAhead = "rule.too-far-ahead";
    public const string TooOld = "rule.too-old";
    public const string PastTime = "rule.past-time";
    public const string Handle = "rule.handle";
    public const string Email = "rule.email";
    public const string Phone = "rule.phone";
    public const string Language = "rule.language";
    public const string Range = "rule.range";
    public const string NotNegative = "rule.not-negative";
    public const string Url = "rule.url";
    public const string NameOrUrl = "rule.name-or-url";
    public const string CustomerId = "rule.customer-id";
    public const string ConversationId = "rule.conversation-id";
    public const string OnlyOfMute = "rule.only-of-mute";
    public const string TooManyCommitments = "rule.too-many-commitments";
    public const string UnknownCommitment = "rule.unknown-commitment";
    public const string NoticeId = "rule.notice-id";
    public const string SecretName = "rule.secret-name";
    public const string IdOrHandle = "rule.id-or-handle";
    public const string CustomerNeeded = "rule.customer-needed";
    public const string AnswersItself = "rule.answers-itself";
    public const string UnknownCustomer = "rule.unknown-customer";
    public const string UnknownIdentity = "rule.unknown-identity";
    public const string NotOfAnswer = "rule.not-of-answer";
    public const string OfInternal = "rule.of-internal";
    public const string UnknownMember = "rule.unknown-member";
    public const string UnknownParameter = "rule.unknown-parameter";
    public const string UnknownPerson = "rule.unknown-person";
    public const string NotAnAgent = "rule.not-an-agent";
    public const string UnknownQueue = "rule.unknown-queue";
    public const string Cursor = "rule.cursor";
    public const string IdempotencyKey = "rule.idempotency-key";
    public const string SignInName = "rule.sign-in-name";
    public const string Tag = "rule.tag";
    public const string TooManyTags = "rule.too-many-tags";
    public const string AssigneeOrQueue = "rule.assignee-or-queue";
    public const string SameName = "rule.same-name";
    public const string NothingToChange = "rule.nothing-to-change";
    public const string WrongPassword = "rule.wrong-password";
    public const string Version = "rule.version";
    public const string AfterFrom = "rule.after-from";
    public const string MoreErrors = "rule.more-errors";

    /// <summary>All of them: every language must have a text for each.</summary>
    public static readonly IReadOnlyList<string> All =
        [.. typeof(Rule).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];
}
