using Orleans;

namespace SocialCrm.Reach;

/// <summary>Of a silo, placed in it: whether it reaches the database. Key: the silo's address.</summary>
[Alias("crm.reach")]
public interface IReachGrain : IGrainWithStringKey
{
    /// <summary>Whether a small transaction is committed now.</summary>
    [Alias("reaches")]
    Task<bool> ReachesAsync();
}
