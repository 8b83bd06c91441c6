namespace SocialCrm.Api.Access;

/// <summary>What a principal may do. The first four are the scopes of keys; the others come with roles, or with a service's scopes.</summary>
[Flags]
internal enum Permissions
{
    None = 0,

    /// <summary>Take interactions in.</summary>
    Ingest = 1,

    /// <summary>Ask, and watch.</summary>
    Read = 2,

    /// <summary>Do something with conversations.</summary>
    Act = 4,

    /// <summary>Configuration, keys, people.</summary>
    Configure = 8,

    /// <summary>Act upon what others own.</summary>
    OverOthers = 16,

    /// <summary>See the figures of the whole service.</summary>
    Figures = 32,

    Everything = Ingest | Read | Act | Configure | OverOthers | Figures,
}

internal static class Roles
{
    public const string Agent = "agent";
    public const string Supervisor = "supervisor";
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<string> All = [Agent, Supervisor, Administrator];

    /// <summary>An unknown role may nothing.</summary>
    public static Permissions PermissionsOf(string role) => role switch
    {
        Agent => Permissions.Read | Permissions.Act,
        Supervisor => Permissions.Read | Permissions.Act | Permissions.OverOthers | Permissions.Figures,
        Administrator => Permissions.Read | Permissions.Act | Permissions.OverOthers | Permissions.Figures | Permissions.Configure,
        _ => Permissions.None,
    };
}

internal static class Scopes
{
    public static readonly IReadOnlyList<string> All = ["act", "configure", "ingest", "read"];

    /// <summary>A service with <c>act</c> acts for everybody, one with <c>read</c> sees the figures. An unknown scope gives nothing.</summary>
    public static Permissions PermissionsOf(IEnumerable<string> scopes) => scopes.Aggregate(Permissions.None, (all, scope) => all | scope switch
    {
        "ingest" => Permissions.Ingest,
        "read" => Permissions.Read | Permissions.Figures,
        "act" => Permissions.Act | Permissions.OverOthers,
        "configure" => Permissions.Configure,
        _ => Permissions.None,
    });

    /// <summary>The word that a refusal shows for what is needed.</summary>
    public static string NameOf(Permissions needed) => needed switch
    {
        Permissions.Ingest => "ingest",
        Permissions.Read => "read",
        Permissions.Act => "act",
        Permissions.Configure => "configure",
        Permissions.Figures => "supervisor",
        _ => "administrator",
    };
}
