' 功能区：what the ribbon calls. A button hands its tag on; the month and the tick box are kept as options.
'
' control is an IRibbonControl; As Object spares the project a reference to the Office library.
Option Explicit

Private Const MONTHS As Integer = 24
Private chosenMonth As String
Private alsoPdf As Boolean

Public Sub OnAction(control As Object)
    RunPython.RunCommand control.Tag
End Sub

' What the next command is given beside its tag: " --month 2022-09 --pdf", or less.
Public Function Options() As String
    If chosenMonth <> "" Then Options = " --month " & chosenMonth
    If alsoPdf Then Options = Options & " --pdf"
End Function

' 月份：the first entry leaves the month to 参数, the others go back from this month.

Public Sub GetMonthCount(control As Object, ByRef returnedVal)
    returnedVal = MONTHS + 1
End Sub

Public Sub GetMonthLabel(control As Object, index As Integer, ByRef returnedVal)
    returnedVal = IIf(index = 0, "按参数", MonthAt(index))
End Sub

Public Sub GetMonthId(control As Object, index As Integer, ByRef returnedVal)
    returnedVal = "month" & index
End Sub

Public Sub GetMonthIndex(control As Object, ByRef returnedVal)
    returnedVal = 0
End Sub

Public Sub OnMonth(control As Object, selectedId As String, selectedIndex As Integer)
    chosenMonth = MonthAt(selectedIndex)
End Sub

Private Function MonthAt(index As Integer) As String
    If index > 0 Then MonthAt = Format(DateAdd("m", 1 - index, Date), "yyyy-mm")
End Function

' 同时生成PDF

Public Sub GetPdf(control As Object, ByRef returnedVal)
    returnedVal = alsoPdf
End Sub

Public Sub OnPdf(control As Object, pressed As Boolean)
    alsoPdf = pressed
End Sub
