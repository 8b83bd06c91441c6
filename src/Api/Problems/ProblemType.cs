namespace SocialCrm.Api.Problems;

/// <summary>A kind of refusal: <c>/problems/{name}</c> is its stable <c>type</c>; title and detail are in <see cref="Texts"/>.</summary>
internal sealed record ProblemType(string Name, int Status)
{
    public static readonly ProblemType BadRequest = new("bad-request", 400);
    public static readonly ProblemType MalformedJson = new("malformed-json", 400);
    public static readonly ProblemType InvalidUtf8 = new("invalid-utf8", 400);
    public static readonly ProblemType InvalidInteraction = new("invalid-interaction", 400);
    public static readonly ProblemType TooManyInteractions = new("too-many-interactions", 400);
    public static readonly ProblemType InvalidRequest = new("invalid-request", 400);
    public static readonly ProblemType InvalidDocument = new("invalid-document", 400);
    public static readonly ProblemType Unauthenticated = new("unauthenticated", 401);
    public static readonly ProblemType WrongSignIn = new("wrong-sign-in", 401);
    public static readonly ProblemType Forbidden = new("forbidden", 403);
    public static readonly ProblemType NeedsSupervisor = new("needs-supervisor", 403);
    public static readonly ProblemType NeedsPerson = new("needs-person", 403);
    public static readonly ProblemType CsrfToken = new("csrf-token", 403);
    public static readonly ProblemType ForeignOrigin = new("foreign-origin", 403);
    public static readonly ProblemType NotFound = new("not-found", 404);
    public static readonly ProblemType UnknownRoute = new("unknown-route", 404);
    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405);
    public static readonly ProblemType RequestTimeout = new("request-timeout", 408);
    public static readonly ProblemType Stale = new("stale", 409);
    public static readonly ProblemType TakenByAnother = new("taken-by-another", 409);
    public static readonly ProblemType Resolved = new("resolved", 409);
    public static readonly ProblemType ApprovalNeeded = new("approval-needed", 409);
    public static readonly ProblemType NoApprovalAsked = new("no-approval-asked", 409);
    public static readonly ProblemType NameTaken = new("name-taken", 409);
    public static readonly ProblemType LastAdministrator = new("last-administrator", 409);
    public static readonly ProblemType BodyTooLarge = new("body-too-large", 413);
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415);
    public static readonly ProblemType KeyReused = new("key-reused", 422);
    public static readonly ProblemType TooManyRequests = new("too-many-requests", 429);
    public static readonly ProblemType TooManySignIns = new("too-many-sign-ins", 429);
    public static readonly ProblemType Overloaded = new("overloaded", 429);
    public static readonly ProblemType HeadersTooLarge = new("headers-too-large", 431);
    public static readonly ProblemType InternalError = new("internal-error", 500);
    public static readonly ProblemType Unavailable = new("unavailable", 503);

    /// <summary>All of them, for the catalogue's test, the problem pages and the OpenAPI document.</summary>
    public static readonly IReadOnlyList<ProblemType> All =
    [
        BadRequest, MalformedJson, InvalidUtf8, InvalidInteraction, TooManyInteractions, InvalidRequest, InvalidDocument, Unauthenticated, WrongSignIn, Forbidden, NeedsSupervisor,
        NeedsPerson, CsrfToken, ForeignOrigin, NotFound, UnknownRoute, MethodNotAllowed, RequestTimeout, Stale, TakenByAnother, Resolved, ApprovalNeeded, NoApprovalAsked,
        NameTaken, LastAdministrator,
        BodyTooLarge, UnsupportedMediaType, KeyReused, TooManyRequests, TooManySignIns, Overloaded, HeadersTooLarge, InternalError, Unavailable,
    ];

    public string Uri => "/problems/" + Name;
    public string TitleKey => Name + ".title";
    public string DetailKey => Name + ".detail";

    /// <summary>For answers that something below us made with a bare status code.</summary>
    public static ProblemType OfStatus(int status) => status switch
    {
        401 => Unauthenticated,
        403 => Forbidden,
        404 => UnknownRoute,
        405 => MethodNotAllowed,
        408 => RequestTimeout,
        413 => BodyTooLarge,
        415 => UnsupportedMediaType,
        429 => TooManyRequests,
        431 => HeadersTooLarge,
        503 or 504 => Unavailable,
        >= 500 => InternalError,
        _ => BadRequest,
    };
}
