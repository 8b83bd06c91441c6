namespace SocialCrm.Live;

/// <summary>Where the journal writer hands what it committed, in the order of the commits. Must not block and must not throw.</summary>
public interface IChangeSink
{
    void Committed(IReadOnlyList<Change> changes);
}
