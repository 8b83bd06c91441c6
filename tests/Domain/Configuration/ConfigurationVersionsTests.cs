using Xunit;

namespace SocialCrm.Configuration;

public sealed class ConfigurationVersionsTests
{
    private readonly ConfigurationVersions _versions = new();

    [Fact]
    public void Defaults_are_in_force_until_something_is_put()
    {
        Assert.Equal(0, _versions.Current.Version);
        Assert.NotEmpty(_versions.Current.ResponseTimes.Ordered);
        Assert.Equal((0, DocumentKinds.DefaultOf(DocumentKinds.Rules)), _versions.TextAt(DocumentKinds.Rules, 5));
    }

    [Fact]
    public void At_gives_each_version_with_the_documents_of_its_time()
    {
        _versions.Add([Policy(1, "a"), (2, DocumentKinds.Escalation, "ladders: {}"), Policy(3, "b"), (4, "forum", "of a newer program")]);
        Assert.Equal(["social", "a", "a", "b", "b"], Enumerable.Range(0, 5).Select(v => _versions.At(v).ResponseTimes.Ordered[0].Id));
        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, 5).Select(v => _versions.At(v).Version));
        Assert.NotNull(_versions.At(1).Escalation.Of("default"));
        Assert.Null(_versions.At(2).Escalation.Of("default"));
        Assert.Same(_versions.Current, _versions.At(4));
        Assert.Same(_versions.Current, _versions.At(9));
        Assert.Same(_versions.At(2).ResponseTimes, _versions.At(1).ResponseTimes);
        Assert.Equal((1, Text("a")), _versions.TextAt(DocumentKinds.ResponseTimes, 2));
    }

    [Fact]
    public void Add_of_what_is_known_changes_nothing()
    {
        _versions.Add([Policy(1, "a"), Policy(2, "b")]);
        var current = _versions.Current;
        _versions.Add([Policy(1, "x"), Policy(2, "y")]);
        Assert.Same(current, _versions.Current);
    }

    [Fact]
    public void Document_that_can_not_be_read_is_told_and_the_one_before_stays_in_force()
    {
        _versions.Add([Policy(1, "a"), (2, DocumentKinds.ResponseTimes, "policies: [{ id: b, firstResponse: soon }]"), (3, DocumentKinds.Escalation, "ladders: {}")]);
        Assert.Equal((3, "a"), (_versions.Current.Version, _versions.Current.ResponseTimes.Ordered[0].Id));
        Assert.Null(_versions.Current.Escalation.Of("default"));
        var unreadable = Assert.Single(_versions.Unreadable);
        Assert.Equal((2, DocumentKinds.ResponseTimes, "policies[0].firstResponse"), (unreadable.Version, unreadable.Kind, unreadable.Fault.Field));
        Assert.Equal(2, _versions.TextAt(DocumentKinds.ResponseTimes, 3).Version);

        _versions.Add([Policy(4, "c")]);
        Assert.Equal("c", _versions.Current.ResponseTimes.Ordered[0].Id);
        Assert.Empty(_versions.Unreadable);
    }

    [Fact]
    public void Versions_are_bounded_and_the_oldest_known_stands_for_those_before_it()
    {
        _versions.Add([(1, DocumentKinds.Escalation, "ladders: {}"), .. Enumerable.Range(2, ConfigurationVersions.MaxVersions + 10).Select(v => Policy(v, $"p{v}"))]);
        Assert.Equal("p12", _versions.At(1).ResponseTimes.Ordered[0].Id);
        Assert.Equal("p12", _versions.At(12).ResponseTimes.Ordered[0].Id);
        Assert.Equal("p500", _versions.At(500).ResponseTimes.Ordered[0].Id);
        Assert.Null(_versions.At(3).Escalation.Of("default"));
        Assert.Equal($"p{ConfigurationVersions.MaxVersions + 11}", _versions.Current.ResponseTimes.Ordered[0].Id);
    }

    [Fact]
    public void At_called_by_many_while_versions_are_added_answers_each_right()
    {
        Parallel.For(0, 400, i =>
        {
            if (i % 4 == 0) lock (_versions) _versions.Add([Policy((int)_versions.Current.Version + 1, $"p{_versions.Current.Version + 1}")]);
            var version = _versions.Current.Version;
            if (version > 0) Assert.Equal($"p{version}", _versions.At(version).ResponseTimes.Ordered[0].Id);
        });
        Assert.Equal(100, _versions.Current.Version);
        for (var v = 1; v <= 100; v++) Assert.Equal($"p{v}", _versions.At(v).ResponseTimes.Ordered[0].Id);
    }

    private static (long, string, string) Policy(int version, string id) => (version, DocumentKinds.ResponseTimes, Text(id));

    private static string Text(string id) => $"policies: [{{ id: {id}, firstResponse: 1h }}]";
}
