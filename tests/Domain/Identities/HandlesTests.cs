using SocialCrm.Interactions;
using Xunit;

namespace SocialCrm.Identities;

public class HandlesTests
{
    [Theory]
    [InlineData("x", "@Liisa", "liisa")]
    [InlineData("email", " Liisa.Ahola@Example.FI ", "liisa.ahola@example.fi")]
    [InlineData("phone", "+358 (40) 555-0100", "+358405550100")]
    [InlineData("sms", "00358405550100", "+358405550100")]
    [InlineData("whatsapp", "US.1234", "US.1234")]
    [InlineData("messenger", "AbC", "AbC")]
    public void Normalise_spellings_oneForm(string channel, string handle, string expected) =>
        Assert.Equal(expected, Handles.Normalise(channel, handle));

    [Fact]
    public void Sources_partsThatJoinAlike_differ() =>
        Assert.NotEqual(Sources.OfInteraction("x", "ab", "c"), Sources.OfInteraction("x", "a", "bc"));

    [Fact]
    public void Ids_asText_readBack()
    {
        var id = Sources.OfFirstContact("secret"u8, IdentityKey.Of("x", "", "liisa"));

        Assert.StartsWith("cus_", id.ToString(), StringComparison.Ordinal);
        Assert.True(CustomerId.TryParse(id.ToString(), out var back));
        Assert.Equal(id, back);
        Assert.False(CustomerId.TryParse("cnv_" + id.ToString()[4..], out _));
        Assert.False(CustomerId.TryParse("cus_xyz", out _));
    }

    /// <summary>Stored sources are for ever: a change of the recipe would take every redelivery for new.</summary>
    [Fact]
    public void Sources_recipe_isFixed()
    {
        Assert.Equal("src_e4c8d373647e4b985d54bec080b7ab75", Sources.OfInteraction("x", "pohjanlento", "1").ToString());
    }
}
