public import Foundation

/// A small XLIFF 1.2 document to try a refinement on without a file of one's own.
///
/// A page of a product manual, translated from English to Japanese by machine: spacing and punctuation that a
/// refinement corrects, inline tags that it has to keep, a number, and a segment that is not translated yet.
public enum SampleXLIFF {
    /// A name for the document when it is uploaded.
    public static let filename = "sample.xlf"

    /// The document in UTF-8.
    public static var data: Data { Data(text.utf8) }

    /// The document, eight segments from `en` to `ja`.
    public static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
          <file original="quick-start.html" source-language="en" target-language="ja" datatype="html">
            <body>
              <trans-unit id="title">
                <source>Quick start guide</source>
                <target>クイック  スタート  ガイド</target>
                <note>The heading of the page.</note>
              </trans-unit>
              <trans-unit id="unpack">
                <source>Unpack the router and connect it to the power supply.</source>
                <target>ルーターを開梱し,電源に接続します.</target>
              </trans-unit>
              <trans-unit id="wait">
                <source>Wait until the <g id="1">status light</g> turns green...</source>
                <target><g id="1">ステータス ランプ</g> が緑色に変わるまで待ちます...</target>
              </trans-unit>
              <group id="settings">
                <trans-unit id="open">
                  <source>Open <x id="1" equiv-text="{{address}}"/> in a browser &amp; sign in.</source>
                  <target>ブラウザーで <x id="1" equiv-text="{{address}}"/> を開き,サインインします .</target>
                  <note>The placeholder is the address of the router.</note>
                </trans-unit>
                <trans-unit id="save">
                  <source>Click <g id="1">Save</g> to keep your changes. Are you ready?</source>
                  <target><g id="1">保存</g>をクリックして変更を保存します。  準備はできましたか?</target>
                </trans-unit>
              </group>
              <trans-unit id="speed">
                <source>1,200</source>
                <target>1,200</target>
              </trans-unit>
              <trans-unit id="range">
                <source>The range is up to 50 m (indoors &lt; 20 m).</source>
                <target>到達距離は最大 50 m です (屋内では &lt; 20 m).</target>
              </trans-unit>
              <trans-unit id="support">
                <source>If a con-
        nection fails, contact our support team.</source>
              </trans-unit>
            </body>
          </file>
        </xliff>

        """
}
