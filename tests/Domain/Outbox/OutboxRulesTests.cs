using System.Net;
using System.Text;
using Xunit;

namespace SocialCrm.Outbox;

public class OutboxRulesTests
{
    /// <summary>The example of the Standard Webhooks specification.</summary>
    [Fact]
    public void Of_signature_is_that_of_the_specification()
    {
        var key = WebhookSignature.KeyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Of(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));
    }

    [Fact]
    public void After_grows_to_an_hour_and_keeps_what_was_asked()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.After(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(6), RetrySchedule.After(1, 1));
        Assert.Equal(TimeSpan.FromSeconds(40), RetrySchedule.After(4, 0));
        Assert.Equal(TimeSpan.FromHours(1), RetrySchedule.After(13, 0));
        Assert.Equal(TimeSpan.FromMinutes(2), RetrySchedule.After(1, 0, TimeSpan.FromMinutes(2)));
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.After(1, 0, TimeSpan.FromSeconds(-10)));
        Assert.Equal(TimeSpan.FromHours(1), RetrySchedule.After(1, 0, TimeSpan.FromDays(30)));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2a00:1450:4001::1", true)]
    public void Allows_only_addresses_of_the_public_internet(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new AddressPolicy([]).Allows(IPAddress.Parse(address)));

    [Fact]
    public void Allows_networks_of_the_house_that_an_operator_named()
    {
        var policy = new AddressPolicy([IPNetwork.Parse("10.1.0.0/16")]);
        Assert.True(policy.Allows(IPAddress.Parse("10.1.2.3")));
        Assert.True(policy.Allows(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.False(policy.Allows(IPAddress.Parse("10.2.2.3")));
    }
}
