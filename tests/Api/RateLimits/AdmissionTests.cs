using Microsoft.Extensions.Options;
using SocialCrm.Api.Interactions;
using Xunit;

namespace SocialCrm.Api.Tests.RateLimits;

public sealed class AdmissionTests
{
    [Fact]
    public void Admission_refuses_beyond_its_bounds_and_takes_again_after()
    {
        var admission = new Admission(Options.Create(new AdmissionOptions { MaxInteractionsInFlight = 10, MaxBytesInFlight = 100 }));
        Assert.True(admission.TryInteractions(7));
        Assert.False(admission.TryInteractions(4));
        Assert.True(admission.TryInteractions(3));
        Assert.True(admission.TryBytes(100));
        Assert.False(admission.TryBytes(1));
        admission.Leave(bytes: 100, interactions: 3);
        Assert.True(admission.TryBytes(50));
        Assert.True(admission.TryInteractions(3));
        Assert.Equal((50, 10), (admission.BytesInFlight, admission.InteractionsInFlight));
    }
}
