namespace SocialCrm.Bench.Load;

/// <summary>Handles and ids by number.</summary>
internal sealed class Numbered(string handle, string id)
{
    private int _next;

    public (string Handle, string ExternalId) Next(Random random)
    {
        var number = _next++;
        return ($"{handle}{number}", $"{id}{number}");
    }
}
