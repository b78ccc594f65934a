' 所在程序：tells Excel, WPS and LibreOffice apart, and what the workbook in front is called there.
'
' No Option Explicit in this module: StarDesktop and ThisComponent are objects in LibreOffice only;
' in Excel and WPS they are undeclared variables, hence empty.

Public Function IsLibreOffice() As Boolean
    IsLibreOffice = IsObject(StarDesktop)
End Function

' The name for --host.
Public Function HostName() As String
    HostName = "excel"
    If IsLibreOffice() Then
        HostName = "libreoffice"
    ElseIf IsWps() Then
        HostName = "wps"
    End If
End Function

Private Function IsWps() As Boolean
    Dim program As String
    program = UCase(Application.Path & " " & Application.Name)
    IsWps = InStr(program, "WPS") > 0 Or InStr(program, "KINGSOFT") > 0
End Function

' The file of the workbook in front: a path, in LibreOffice a file:// URL; "" where it was never saved.
Public Function BookName() As String
    If IsLibreOffice() Then
        BookName = ThisComponent.URL
    ElseIf Not (ActiveWorkbook Is Nothing) Then
        If ActiveWorkbook.Path <> "" Then BookName = ActiveWorkbook.FullName
    End If
End Function
