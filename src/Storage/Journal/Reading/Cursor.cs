using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace SocialCrm.Journal.Reading;

/// <summary>Where a page ended: the list's kind, the sort key's numbers, and the row's id where numbers alone can tie.</summary>
internal readonly record struct Cursor(char List, long A, long B, Guid Id)
{
    private const int Length = 1 + 8 + 8 + 16;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = (byte)List;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], A);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], B);
        Id.TryWriteBytes(bytes[17..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null stands for the list's beginning.</summary>
    /// <exception cref="InvalidCursorException">Not a cursor of this list.</exception>
    public static Cursor? Parse(char list, string? text)
    {
        if (text is null) return null;
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length) || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Length || bytes[0] != list)
        {
            throw new InvalidCursorException();
        }

        return new(list, BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadInt64BigEndian(bytes[9..]), new Guid(bytes[17..], bigEndian: true));
    }
}
