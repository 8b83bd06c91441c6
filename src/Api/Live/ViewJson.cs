using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocialCrm.Live;

/// <summary>
/// A view's JSON, exactly as the GET answers it, and where its top-level members stand in it: the difference of two views is found by comparing bytes,
/// so a member that is added to a view can't be forgotten here.
/// </summary>
internal sealed class ViewJson
{
    private readonly List<Member> _members = new(24);

    private ViewJson(RawJson whole)
    {
        Whole = whole;
        var reader = new Utf8JsonReader(whole.Utf8.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = new Range((int)reader.TokenStartIndex, (int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _members.Add(new Member(name, start..(int)reader.BytesConsumed));
        }
    }

    public RawJson Whole { get; }

    public static ViewJson Of<T>(T view, JsonTypeInfo<T> type) => new(RawJson.Of(view, type));

    /// <summary>What makes <paramref name="newer"/> out of this, without <c>id</c> and <c>version</c>.</summary>
    public RawJson DeltaTo(ViewJson newer)
    {
        var delta = new ArrayBufferWriter<byte>(256);
        delta.Write("{"u8);
        for (var i = 0; i < newer._members.Count; i++)
        {
            var name = newer.Name(i);
            if (name.SequenceEqual("\"version\""u8) || name.SequenceEqual("\"id\""u8)) continue;
            var before = Find(name, i);
            if (before >= 0 && Value(before).SequenceEqual(newer.Value(i))) continue;
            Append(delta, name, newer.Value(i));
        }

        for (var i = 0; i < _members.Count; i++)
        {
            if (newer.Find(Name(i), i) < 0) Append(delta, Name(i), "null"u8);
        }

        delta.Write("}"u8);
        return new RawJson(delta.WrittenMemory);
    }

    private static void Append(ArrayBufferWriter<byte> delta, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (delta.WrittenCount > 1) delta.Write(","u8);
        delta.Write(name);
        delta.Write(":"u8);
        delta.Write(value);
    }

    private int Find(ReadOnlySpan<byte> name, int likely)
    {
        if (likely < _members.Count && Name(likely).SequenceEqual(name)) return likely;
        for (var i = 0; i < _members.Count; i++)
        {
            if (Name(i).SequenceEqual(name)) return i;
        }

        return -1;
    }

    private ReadOnlySpan<byte> Name(int member) => Whole.Utf8.Span[_members[member].Name];

    private ReadOnlySpan<byte> Value(int member) => Whole.Utf8.Span[_members[member].Value];

    private readonly record struct Member(Range Name, Range Value);
}
