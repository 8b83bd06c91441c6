using SocialCrm.Notices;

namespace SocialCrm.Live;

/// <summary>Where the journal writer hands what it committed, in the order of the commits. Must not block and must not throw.</summary>
public interface IChangeSink
{
    void Committed(IReadOnlyList<Change> changes);

    /// <summary>People are told of something: after the commit that raised it.</summary>
    void Raised(IReadOnlyList<NoticeView> notices)
    {
    }

    /// <summary>Something waits to go out of the house.</summary>
    void Waits()
    {
    }
}
