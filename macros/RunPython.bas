' 启动 Python：starts the Python program for a button, or says in one sentence why it cannot.
Option Explicit

Private Const TITLE As String = "亮灯台账"
Private Const BROKEN As String = "Python 里没有亮灯台账的程序，或者它中途停了。请重新运行安装脚本，再打开台账点一次。"

' What every button calls. tag: a button's tag.
Public Sub RunCommand(tag As String)
    Dim problem As String
    problem = StartCommand(tag)
    If problem <> "" Then MsgBox problem, vbExclamation, TITLE
End Sub

' "" where Python was started, else the sentence for the person.
Public Function StartCommand(tag As String) As String
    Dim python As String, started As String
    python = Interpreter()
    StartCommand = Obstacle(python)
    If StartCommand <> "" Then Exit Function
    started = Quoted(python) & " -I -m addin.ribbon " & tag & " " & Quoted(Host.BookName())
    started = started & " --host " & Host.HostName() & Ribbon.Options()
    Select Case Host.HostName()
        Case "libreoffice": StartCommand = StartAside(started)
        Case "wps": StartCommand = StartAndClose(started, Quoted(python) & " -I -c ""import addin.ribbon""")
        Case Else: StartCommand = StartAndWait(started)
    End Select
End Function

' The interpreter's path: from the environment, else from what the installer wrote; "" where neither names one.
Private Function Interpreter() As String
    Interpreter = Environ("LIANGDENG_PYTHON")
    If Interpreter = "" And Not Host.IsLibreOffice() Then
        Interpreter = GetSetting("liangdeng", "settings", "python", "")
    End If
End Function

Private Function Obstacle(python As String) As String
    If Host.IsLibreOffice() And Environ("LIANGDENG_UNO") = "" Then
        Obstacle = "这里的 LibreOffice 连不上程序。请关闭台账，用 liangdeng live 打开后再点。"
    ElseIf python = "" Then
        Obstacle = "还没有设置 Python。请先运行安装脚本，再打开台账点一次。"
    ElseIf Not IsOnDisk(python) Then
        Obstacle = "找不到 Python：" & python & "。请重新运行安装脚本，再打开台账点一次。"
    ElseIf Host.BookName() = "" Then
        Obstacle = "这份台账还没有存成文件。请先保存，再点一次。"
    End If
End Function

Private Function IsOnDisk(file As String) As Boolean
    On Error GoTo missing
    IsOnDisk = (Dir(file) <> "")
    Exit Function
missing:
    IsOnDisk = False
End Function

' Excel: hidden and waited for; Python meanwhile talks to this Excel.
Private Function StartAndWait(started As String) As String
    On Error GoTo refused
    If Not Succeeds(started) Then StartAndWait = BROKEN
    Exit Function
refused:
    StartAndWait = NotStarted(Err.Description)
End Function

' LibreOffice: not waited for, because Python needs this LibreOffice free to answer.
Private Function StartAside(started As String) As String
    On Error GoTo refused
    Shell started, 0
    Exit Function
refused:
    StartAside = NotStarted(Err.Description)
End Function

' WPS, which Python cannot talk to: the workbook is saved and closed, Python works on the file and opens it again.
' trial: a command line that succeeds where Python has the program; without it the workbook stays open.
Private Function StartAndClose(started As String, trial As String) As String
    On Error GoTo refused
    If ActiveWorkbook.ReadOnly Then
        StartAndClose = "这份台账是只读打开的，写不进去。请关闭后正常打开，再点一次。"
    ElseIf Not Succeeds(trial) Then
        StartAndClose = BROKEN
    Else
        ActiveWorkbook.Save
        Shell started, 0
        ActiveWorkbook.Close False
    End If
    Exit Function
refused:
    StartAndClose = NotStarted(Err.Description)
End Function

' Windows: runs a command line hidden, waits, and tells whether it ended well.
Private Function Succeeds(order As String) As Boolean
    Succeeds = (CreateObject("WScript.Shell").Run(order, 0, True) = 0)
End Function

Private Function NotStarted(reason As String) As String
    NotStarted = "没能启动 Python（" & reason & "）。请重新运行安装脚本，或请管理员看看是否被安全软件拦下。"
End Function

Private Function Quoted(text As String) As String
    Quoted = """" & text & """"
End Function
